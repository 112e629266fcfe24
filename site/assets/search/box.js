/* What the reader sees of the search: one panel, in a dialog over any page and on the page search/, where the query
   stands in the address (?q=…&genre=…). Loaded by open.js after result.js. */
"use strict";

(() => {
  const { find, facetValues, normalise, element, address, fromDisk, resultItem } = gazetteSearch;
  const FACETS = { genre: "文种", issuer: "发文机关", agency: "责任单位", year: "年份", month: "到期月份" };
  const PAGE = 20; // results shown at once
  const COUNTED = 30; // blocks up to which all are read so that the filters show exact numbers
  const COUNTED_AT_ONCE = 16; // and so that the number of results is shown
  const PAUSE = 150; // milliseconds after the last key

  const named = (field, value) => (field === "month" ? value.replace(/^(\d+)-0?(\d+)$/, "$1年$2月") : field === "year" ? `${value}年` : value);

  // --------------------------------------------------------------------------------------------------------- the panel
  /* `changed(query, filters)` is told what is asked; `inDialog`: Enter then goes to the page search/. */
  function panel({ inDialog, changed }) {
    const id = inDialog ? "search-dialog" : "search-page";
    const input = element("input", {
      type: "search", name: "q", id: `${id}-q`, autocomplete: "off", enterKeyHint: "search", spellcheck: false,
      placeholder: "如：康复救助、2019 41", attributes: { "aria-describedby": `${id}-status`, autocapitalize: "off" },
    });
    const status = element("p", { id: `${id}-status`, className: "search-status", attributes: { role: "status" } });
    const list = element("ol", { className: "search-results", attributes: { "aria-label": "搜索结果" } });
    const further = element("button", { type: "button", className: "search-more", hidden: true }, "显示更多");
    const advice = element("div", { className: "search-advice" });
    const selects = Object.fromEntries(Object.keys(FACETS).map((field) => [field, element("select", { name: field, disabled: true })]));
    const filterBox = element("div", { className: "search-filters", id: `${id}-filters`, hidden: true },
      ...Object.entries(FACETS).map(([field, name]) => element("label", {}, name, selects[field])));
    const filterButton = element("button", { type: "button", className: "search-filter-button", attributes: { "aria-controls": filterBox.id } }, "筛选");
    const form = element("form", { className: "search-panel", action: address("search/"), method: "get", attributes: { role: "search", "aria-label": "搜索公报" } },
      element("label", { htmlFor: input.id, className: "search-label" }, "搜索公文、条款、机关和大事记"),
      element("div", { className: "search-row" }, input, element("button", { type: "submit" }, inDialog ? "全部结果" : "搜索")),
      filterButton, filterBox, status, list, further, advice);

    let search; // the one shown
    let asked = 0; // counts questions, so that a late answer to an earlier one is dropped
    let timer;
    let wanted = {}; // filters

    async function run(query = input.value, filters = wanted) {
      clearTimeout(timer);
      const mine = ++asked;
      wanted = filters;
      changed(query, filters);
      if (!normalise(query)) return show(null);
      status.dataset.busy = "";
      try {
        const next = await find(query, filters);
        await next.more(PAGE);
        if (mine !== asked) return;
        show(next, query);
        if (!filterBox.hidden) await fillFilters();
        if (next.candidates.length <= COUNTED_AT_ONCE) await next.readAll();
        if (mine === asked) tell();
      } catch (error) {
        if (mine === asked) failed(error);
      } finally {
        if (mine === asked) delete status.dataset.busy;
      }
    }

    function show(next, query) {
      search = next;
      list.replaceChildren();
      advice.replaceChildren();
      filterButton.hidden = !next;
      if (!next) showFilters(false);
      if (!next) {
        [status.textContent, further.hidden] = ["", true];
        return advice.append(help());
      }
      add(next.results);
      if (next.done && !next.results.length) advise(next, query).then((lines) => next === search && advice.replaceChildren(...lines));
      else if (next.words.length === 1 && [...next.words[0].runs[0]].length === 1) {
        advice.append(element("p", {}, "一个字只在标题、条款标题和机关名称中查找；输入两个以上的字，可查全文。"));
      }
    }

    function add(results) {
      list.append(...results.map((result) => resultItem(result, search.words)));
      tell();
    }

    function tell() {
      const count = search.results.length;
      further.hidden = search.done;
      further.textContent = count ? "显示更多" : "继续查找";
      if (search.done) status.textContent = count ? `共 ${count} 处` : "没有找到";
      else if (search.total !== undefined) status.textContent = `共 ${search.total} 处，已列出 ${count} 处`;
      else status.textContent = count ? `已列出 ${count} 处，还有更多` : "看过最可能的部分，尚未找到";
    }

    function showFilters(shown) {
      filterBox.hidden = !shown;
      filterButton.setAttribute("aria-expanded", shown);
    }

    async function showMore() {
      const mine = asked;
      const focusNext = list.children.length;
      const moveFocus = document.activeElement === further || list.contains(document.activeElement);
      try {
        const results = await search.more(PAGE);
        if (mine !== asked) return;
        add(results);
        if (moveFocus) list.children[focusNext]?.querySelector("a").focus();
        if (search.done && !search.results.length) advice.replaceChildren(...(await advise(search, input.value)));
      } catch (error) {
        failed(error);
      }
    }

    function failed(error) {
      search = undefined;
      list.replaceChildren();
      further.hidden = true;
      status.textContent = "搜索没有完成";
      const again = element("button", { type: "button", onclick: () => run() }, "再试一次");
      advice.replaceChildren(element("p", {}, `没有载入搜索索引（${error.message || "search/"}）。请检查网络。`), again);
    }

    // ----------------------------------------------------------------------------------------------- nothing was found
    const again = (query, filters, ...children) =>
      element("button", { type: "button", className: "search-try", onclick: () => ask(query, filters) }, ...children);

    async function advise({ words, filters, counts }, query) {
      const lines = [];
      const shown = words.map((word) => `“${word.shown}”`).join("、");
      const chosen = Object.entries(filters).map(([field, value]) => `${FACETS[field]}为${named(field, value)}`).join("、");
      lines.push(element("p", {}, `没有找到${words.length > 1 ? "同时含有" : ""}${shown}的内容${chosen ? `（${chosen}）` : ""}。`));
      lines.push(element("p", {}, `已逐字查过 ${counts.documents} 件公文的标题和 ${counts.clauses} 条条款（含表格）、${counts.events} 则大事记、` +
        `${counts.agencies} 个机关名称；不分全角半角、括号形式和大小写。`));
      const tries = element("ul", {});
      const suggest = (...children) => tries.append(element("li", {}, ...children));
      if (chosen) suggest(again(query, {}, "去掉筛选再查"));
      if (words.length > 1) {
        for (const word of words) {
          const found = await isFound(word.shown);
          suggest(found ? "查得到：" : "没有出现：", found ? again(word.shown, filters, word.shown) : word.shown);
        }
      } else {
        const letters = words[0].shown.replace(/[\p{P}\s]/gu, "");
        const chars = [...letters];
        const half = chars.length >> 1;
        const shorter = chars.length > 3 && {
          "拆开查：": letters.match(/.{2,3}(?!.$)|.{1,3}/gu).join(" "),
          "查前半：": chars.slice(0, half).join(""),
          "查后半：": chars.slice(half).join(""),
        };
        for (const [name, one] of Object.entries(shorter || {})) if (await isFound(one)) suggest(name, again(one, filters, one));
        suggest(chars.length > 1 ? "换一个说法，或少写几个字" : "多写一个字");
      }
      const places = { "agencies/": "机关单位", "tasks/": "任务台账", "deadlines/": "时限", "events/": "大事记" };
      suggest("或按目录查：", ...Object.entries(places).flatMap(([path, name]) => [element("a", { href: address(path) }, name), " "]));
      return [...lines, element("p", {}, "可以试试："), tries];
    }

    async function isFound(query) {
      const asked = await find(query);
      while (!asked.done) if ((await asked.more(1)).length) return true;
      return false;
    }

    function help() {
      return element("div", { className: "search-help" }, element("p", {}, "标题或条款中连着的任意两个以上的字都能查到。"), element("ul", {},
        element("li", {}, "文号的括号不拘，也可只写年份和序号：", element("kbd", {}, "2019 41")),
        element("li", {}, "几个词用空格隔开，须同时出现：", element("kbd", {}, "牵头 审批")),
        element("li", {}, "加引号，逐字查找整句：", element("kbd", {}, "“限时联合验收”"))));
    }

    // -------------------------------------------------------------------------------------------------------- the filters
    async function fillFilters() {
      const mine = asked;
      const query = input.value;
      if (!normalise(query)) return;
      const whole = await find(query);
      const exact = whole.candidates.length <= COUNTED;
      const values = exact ? countedValues(await whole.all()) : await facetValues(whole);
      if (mine !== asked) return;
      for (const [field, select] of Object.entries(selects)) {
        const entries = [...values[field]].filter(([value, count]) => value && count);
        if (field === "year" || field === "month") entries.sort((a, b) => (a[0] < b[0] ? 1 : -1));
        else entries.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
        if (wanted[field] && !entries.some(([value]) => value === wanted[field])) entries.unshift([wanted[field], 0]);
        select.replaceChildren(element("option", { value: "" }, "不限"), ...entries.map(([value, count]) =>
          element("option", { value }, exact ? `${named(field, value)}（${count}）` : named(field, value))));
        select.value = wanted[field] ?? "";
        select.disabled = !entries.length;
      }
    }

    /* Field → value → number of results, among those that the other filters let through. */
    function countedValues(results) {
      const held = { genre: (r) => [r.genre], issuer: (r) => [r.issuer], agency: (r) => r.agencies, year: (r) => [String(r.year ?? "")], month: (r) => r.months };
      return Object.fromEntries(Object.keys(FACETS).map((field) => {
        const others = Object.entries(wanted).filter(([other, value]) => other !== field && value);
        const counts = new Map();
        for (const result of results.filter((one) => others.every(([other, value]) => held[other](one).includes(value)))) {
          for (const value of held[field](result)) counts.set(value, (counts.get(value) ?? 0) + 1);
        }
        return [field, counts];
      }));
    }

    // ------------------------------------------------------------------------------------------------------------- events
    function ask(query, filters = {}) {
      input.value = query;
      input.focus();
      return run(query, filters);
    }

    input.addEventListener("input", (event) => {
      clearTimeout(timer);
      if (!event.isComposing) timer = setTimeout(run, PAUSE);
    });
    input.addEventListener("compositionend", () => {
      clearTimeout(timer);
      timer = setTimeout(run, PAUSE);
    });
    filterBox.addEventListener("change", () =>
      run(input.value, Object.fromEntries(Object.entries(selects).filter(([, select]) => select.value).map(([field, select]) => [field, select.value]))));
    filterButton.addEventListener("click", () => {
      showFilters(filterBox.hidden);
      if (!filterBox.hidden) fillFilters().catch(failed);
    });
    further.addEventListener("click", showMore);
    form.addEventListener("submit", (event) => {
      if (!inDialog) {
        event.preventDefault();
        run();
      } else for (const select of Object.values(selects)) select.disabled = !select.value; // keeps the address short
    });
    form.addEventListener("keydown", (event) => {
      const links = [...list.querySelectorAll("a")];
      const at = event.target === input ? -1 : links.indexOf(event.target);
      if (event.isComposing || (at < 0 && event.target !== input)) return;
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: at < 0 ? undefined : 0, End: at < 0 ? undefined : links.length - 1 }[event.key];
      if (to === undefined || (at < 0 && to < 0)) return;
      event.preventDefault();
      if (to < 0) input.focus();
      else if (links[to]) links[to].focus();
      else if (!further.hidden) showMore();
    });
    show(null);

    return {
      form, ask, input,
      start(query, filters) {
        input.value = query;
        showFilters(Object.keys(filters).length > 0);
        return run(query, filters);
      },
    };
  }

  // ----------------------------------------------------------------------------------------------- the dialog, the page
  let dialog;
  let dialogPanel;

  function open() {
    if (!dialog) {
      dialogPanel = panel({ inDialog: true, changed() {} });
      const close = element("button", { type: "button", className: "search-close", onclick: () => dialog.close(), attributes: { "aria-label": "关闭搜索" } }, "关闭");
      dialog = element("dialog", { className: "search-dialog", attributes: { "aria-label": "搜索" } }, dialogPanel.form, close);
      dialog.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        event.preventDefault(); // or a search field takes the first Escape to empty itself
        dialog.close();
      });
      dialog.addEventListener("click", (event) => {
        if (event.target === dialog || event.target.closest("a")) dialog.close();
      });
      document.body.append(dialog);
    }
    if (!dialog.open) dialog.showModal();
    dialogPanel.input.focus();
    dialogPanel.input.select();
  }

  let pagePanel;

  function mount(place) {
    const asked = new URLSearchParams(location.search);
    const title = document.title;
    pagePanel = panel({
      inDialog: false,
      changed(query, filters) {
        const now = new URLSearchParams({ ...(query && { q: query }), ...filters }).toString();
        if (!fromDisk || now) history.replaceState(null, "", now ? `?${now}` : location.pathname);
        document.title = query ? `${query} - ${title}` : title;
      },
    });
    place.replaceChildren(pagePanel.form);
    const filters = Object.fromEntries(Object.keys(FACETS).filter((field) => asked.get(field)).map((field) => [field, asked.get(field)]));
    if (asked.get("q")) pagePanel.start(asked.get("q"), filters);
    else pagePanel.input.focus();
  }

  function focus() {
    pagePanel.input.focus();
    pagePanel.input.select();
  }

  Object.assign(gazetteSearch, { open, mount, focus });
})();
