/* The 任务台账: filters and sorts the rows of rows.js, keeps the filter in the address, saves what is shown as CSV.

   A large collection has its rows by years, rows-2019.js and, of very many, rows-2019-2.js: the field 年份 says which are
   loaded, the latest at first. The tasks' texts are in texts….js, loaded when the reader searches in them or saves them.
   Rows are shown a hundred at a time, so that a large collection does not freeze the page. */
"use strict";

(() => {
  const form = document.getElementById("filters");
  const place = document.getElementById("ledger");
  const { root } = document.currentScript.dataset;
  const FIELDS = ["text", "body", "role", "issue", "document", "month", "kind"];
  const years = form.elements.year; // in a large collection
  const ROLES = { lead: "牵头单位", responsible: "责任单位", support: "配合单位" };
  const AT_ONCE = 100;
  const COLUMNS = [
    ["序号", null],
    ["工作任务", "title"],
    ["牵头单位", "lead"],
    ["责任单位", "responsible"],
    ["配合单位", "support"],
    ["完成时限", "due"],
  ];
  const { normalise: plain } = gazetteSearch; // assets/search/normal.js: the ledger finds what the search finds

  function make(tag, properties = {}, ...children) {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  }

  const readable = (iso) => iso.split("-").map(Number).map((part, index) => part + "年月日"[index]).join("");

  let tasks = [];
  let shown = [];
  let sort = { by: "", descending: false };

  // A page from a disk may load scripts, but not data.
  window.gazetteData = (name, value) => document.currentScript.deliver(value);

  const loaded = new Map();

  function load(file) {
    if (!loaded.has(file)) {
      loaded.set(file, new Promise((resolve, reject) => {
        document.head.append(make("script", { src: file, deliver: resolve, onerror: reject }));
      }));
    }
    return loaded.get(file);
  }

  const bodiesById = new Map();
  const pieces = new Map(); // name → its tasks, issues and documents

  async function loadPiece(name) {
    if (pieces.has(name)) return pieces.get(name);
    const raw = await load(`rows${name}.js`);
    const known = raw.agencies.map(([id, title]) => {
      if (!bodiesById.has(id)) bodiesById.set(id, { id, name: title, plain: plain(title) });
      return bodiesById.get(id);
    });
    const list = raw.tasks.map(([at, anchor, title, lead, responsible, support, due, limits]) => {
      const [id, issue, number, document_] = raw.documents[at];
      const owners = Object.fromEntries(Object.entries({ lead, responsible, support }).map(([role, held]) => [role, held.map((one) => known[one])]));
      return { id, issue, number, name: document_, anchor, title, text: "", owners, limits, due: due ?? "", hay: "" };
    });
    pieces.set(name, { name, tasks: list, issues: raw.issues, documents: raw.documents });
    return pieces.get(name);
  }

  /* The names of the pieces of a year: "-2019", "-2019-2"; of a collection that is not parted one without a name. */
  function namesOf(year) {
    if (!years) return [""];
    return [...years.options].filter((option) => option.dataset.scripts && (year === "all" || year === option.value)).flatMap((option) =>
      Array.from({ length: Number(option.dataset.scripts) }, (_, at) => `-${option.value}${at ? `-${at + 1}` : ""}`));
  }

  let usedYear;
  let held = []; // the pieces of that year, which are looked through

  const loadYear = (year) => Promise.all(namesOf(year).map(loadPiece));

  function use(year, some) {
    [usedYear, held] = [year, some];
    tasks = held.flatMap((piece) => piece.tasks);
    tasks.forEach((task, order) => (task.order = order));
    const months = [...new Set(tasks.flatMap((task) => task.limits.flatMap(([, , due]) => (due ? [due.slice(0, 7)] : []))))].sort();
    options("issue", held.flatMap((piece) => piece.issues));
    options("document", held.flatMap((piece) => piece.documents.map(([id, , number, name]) => [id, number ? `${number} ${name}` : name])));
    options("month", months.map((month) => [month, readable(month)]));
    document.getElementById("bodies").replaceChildren(...[...bodiesById.values()].map((body) => make("option", { value: body.name })));
  }

  function options(name, pairs) {
    const field = form.elements[name];
    const { value } = field;
    field.replaceChildren(field.options[0], ...pairs.map(([one, label]) => make("option", { value: one, textContent: label })));
    field.value = pairs.some(([one]) => one === value) ? value : "";
  }

  async function withTexts() {
    await Promise.all(held.map(async (piece) => {
      const texts = await load(`texts${piece.name}.js`);
      if (!piece.hasTexts) piece.tasks.forEach((task, index) => Object.assign(task, { text: texts[index], hay: "" }));
      piece.hasTexts = true;
    }));
  }

  // The text that is searched, made when it is first wanted.
  function hay(task) {
    if (!task.hay) {
      const words = [task.title, task.text, task.number ?? "", task.name, ...Object.values(task.owners).flat().map((one) => one.name), ...task.limits.map((limit) => limit[3])];
      task.hay = plain(words.join("\n"));
    }
    return task.hay;
  }

  function filtered(wanted) {
    const words = wanted.text.split(/\s+/).map(plain).filter(Boolean);
    const body = plain(wanted.body);
    const exact = [...bodiesById.values()].find((one) => one.plain === body || one.id === wanted.body);
    const meant = new Set(body ? (exact ? [exact] : [...bodiesById.values()].filter((one) => one.plain.includes(body))) : []);
    const roles = wanted.role ? [wanted.role] : Object.keys(ROLES);
    return tasks.filter((task) =>
      (!wanted.issue || task.issue === wanted.issue)
      && (!wanted.document || task.id === wanted.document)
      && (!body ? !wanted.role || task.owners[wanted.role].length : roles.some((role) => task.owners[role].some((one) => meant.has(one))))
      && (!wanted.month || task.limits.some(([, , due]) => due?.startsWith(wanted.month)))
      && (!wanted.kind || (wanted.kind === "none" ? !task.limits.length : task.limits.some(([kind]) => kind === wanted.kind)))
      && words.every((word) => hay(task).includes(word)));
  }

  const compare = new Intl.Collator("zh-Hans-CN", { numeric: true }).compare;

  function sorted(list) {
    if (!sort.by) return list;
    const key = (task) => (sort.by === "due" ? task.due : sort.by === "title" ? task.title : task.owners[sort.by].map((one) => one.name).join("、"));
    const turn = sort.descending ? -1 : 1;
    const keyed = list.map((task) => [key(task), task]);
    // What has no value stays at the end either way.
    keyed.sort(([one, a], [other, b]) => {
      if (!one || !other) return one ? -1 : other ? 1 : a.order - b.order;
      return (sort.by === "due" ? (one < other ? -1 : one > other ? 1 : 0) : compare(one, other)) * turn || a.order - b.order;
    });
    return keyed.map(([, task]) => task);
  }

  // ---------------------------------------------------------------- what is shown
  function bodies(task, role) {
    const cell = make("td");
    cell.dataset.label = ROLES[role].slice(0, 2);
    task.owners[role].forEach((one, index) => {
      cell.append(index ? "、" : "", make("a", { href: `${root}agencies/${one.id}/`, textContent: one.name }));
    });
    if (!task.owners[role].length) {
      cell.className = "none";
      cell.append("—");
    }
    return cell;
  }

  function limits(task) {
    const cell = make("td");
    cell.dataset.label = "时限";
    for (const [, , due, text] of task.limits) {
      const limit = make("span", { className: "limit" }, make("span", { className: "limit-text", textContent: text }));
      if (due) limit.append(make("span", { className: "limit-day" }, make("time", { className: "due", dateTime: due, textContent: readable(due) })));
      cell.append(limit);
    }
    if (!task.limits.length) {
      cell.className = "none";
      cell.append("—");
    }
    return cell;
  }

  function row(task, index) {
    const number = make("td", { className: "num", textContent: index + 1 });
    number.dataset.label = "序号";
    const title = make("th", { scope: "row" },
      make("a", { href: `${root}documents/${task.id}/#${task.anchor}`, textContent: task.title }),
      make("span", { className: "muted", textContent: task.number ?? task.name }));
    return make("tr", {}, number, title, bodies(task, "lead"), bodies(task, "responsible"), bodies(task, "support"), limits(task));
  }

  function head() {
    return make("tr", {}, ...COLUMNS.map(([name, key]) => {
      const cell = make("th", { scope: "col", className: key === "title" ? "wide" : key ? "" : "num" });
      if (!key) cell.append(name);
      else {
        const button = make("button", { type: "button", className: "sort", textContent: name });
        button.dataset.key = key;
        button.setAttribute("aria-label", `按${name}排序`);
        cell.append(button);
      }
      return cell;
    }));
  }

  const body = make("tbody");
  const table = make("table", { className: "list stack tasks" }, make("thead", {}, head()), body);
  const frame = make("div", { className: "scroll", tabIndex: 0 }, table);
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", "任务台账，可横向滚动");
  const none = make("p", { className: "empty", textContent: "没有符合条件的任务。可以减少条件，或换一个更短的词。", hidden: true });
  const more = make("button", { type: "button", hidden: true });
  const all = make("button", { type: "button", textContent: "显示全部（供打印）", hidden: true });

  function extend(until) {
    const from = body.rows.length;
    body.append(...shown.slice(from, until).map((task, index) => row(task, from + index)));
    const left = shown.length - body.rows.length;
    more.hidden = left <= 0;
    all.hidden = left <= 0 || shown.length > 2000;
    more.textContent = `再显示${Math.min(left, AT_ONCE)}项（还有${left}项）`;
  }

  function wanted() {
    return Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value.trim()]));
  }

  let asked = 0;

  async function show() {
    const now = ++asked;
    const year = years?.value ?? "";
    if (year !== usedYear) {
      const some = await loadYear(year);
      if (now !== asked) return;
      use(year, some);
    }
    if (wanted().text) await withTexts();
    if (now !== asked) return; // the reader has typed on
    shown = sorted(filtered(wanted()));
    body.replaceChildren();
    extend(AT_ONCE);
    none.hidden = shown.length > 0;
    frame.hidden = !shown.length;
    const where = years && years.value !== "all" ? `${years.selectedOptions[0].textContent.split("（")[0]}公报：` : "";
    document.getElementById("result").textContent = where + (shown.length === tasks.length ? `共${tasks.length}项` : `符合条件的${shown.length}项，共${tasks.length}项`);
    for (const button of table.querySelectorAll(".sort")) {
      const order = button.dataset.key !== sort.by ? "none" : sort.descending ? "descending" : "ascending";
      button.closest("th").setAttribute("aria-sort", order);
    }
  }

  // ---------------------------------------------------------------- the address
  function remember() {
    const query = new URLSearchParams(Object.entries(wanted()).filter(([, value]) => value));
    if (years?.selectedIndex > 0) query.set("year", years.value);
    if (sort.by) query.set("sort", (sort.descending ? "-" : "") + sort.by);
    try {
      history.replaceState(null, "", String(query) ? `?${query}` : location.pathname);
    } catch {
      // A page from a disk may not change its address.
    }
  }

  async function recall() {
    const query = new URLSearchParams(location.search);
    if (years) {
      // A document or an issue may be of any year.
      const year = query.get("year") ?? (query.has("document") || query.has("issue") ? "all" : years.options[0].value);
      years.value = year;
      if (years.selectedIndex < 0) years.selectedIndex = 0;
    }
    const year = years?.value ?? "";
    use(year, await loadYear(year));
    for (const name of FIELDS) {
      const field = form.elements[name];
      field.value = query.get(name) ?? "";
    }
    const by = query.get("sort") ?? "";
    const key = by.replace(/^-/, "");
    sort = { by: COLUMNS.some(([, name]) => name === key) ? key : "", descending: by.startsWith("-") };
  }

  async function start() {
    await recall();
    place.replaceChildren(frame, none, make("p", { className: "result-actions" }, more, " ", all));
    form.hidden = document.getElementById("result-line").hidden = false;
    show();

    let pause;
    form.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => {
        show();
        remember();
      }, 120);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => {
      sort = { by: "", descending: false };
      show();
      remember();
    }));
    table.addEventListener("click", (event) => {
      const key = event.target.closest(".sort")?.dataset.key;
      if (!key) return;
      sort = { by: key, descending: sort.by === key && !sort.descending };
      show();
      remember();
    });
    addEventListener("popstate", async () => {
      await recall();
      show();
    });
    more.addEventListener("click", () => extend(body.rows.length + AT_ONCE));
    all.addEventListener("click", () => extend(shown.length));
    document.getElementById("download").addEventListener("click", async () => {
      await withTexts();
      const base = document.querySelector("link[rel=canonical]")?.href.replace(/tasks\/$/, "") ?? "";
      saveCsv("任务台账", [
        ["任务", "内容", "文号", "公文", "牵头单位", "责任单位", "配合单位", "截止日", "时限原文", "网址"],
        ...shown.map((task) => [
          task.title, task.text, task.number ?? "", task.name,
          ...Object.keys(ROLES).map((role) => task.owners[role].map((one) => one.name).join(";")),
          task.due, task.limits.map((limit) => limit[3]).join(";"), `${base}documents/${task.id}/#${task.anchor}`,
        ]),
      ]);
    });
    document.getElementById("copy-address").addEventListener("click", async (event) => {
      const button = event.currentTarget;
      const name = button.textContent;
      try {
        await navigator.clipboard.writeText(location.href);
        button.textContent = "已复制";
      } catch {
        button.textContent = "请从地址栏复制";
      }
      setTimeout(() => (button.textContent = name), 2500);
    });
  }

  start();
})();
