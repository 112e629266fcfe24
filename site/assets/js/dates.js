/* What today's date adds to published dates: which are past, which come next. Pages make sense without it. */
"use strict";

(() => {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const day = (iso) => Date.UTC(...iso.split("-").map((part, index) => Number(part) - (index === 1 ? 1 : 0))) / 86400000;

  function words(iso) {
    const days = day(iso) - day(today);
    if (days < 0) return "已到期";
    if (days === 0) return "今天到期";
    return days <= 60 ? `还有${days}天` : "";
  }

  function mark(scope) {
    for (const time of scope.querySelectorAll("time[data-due]")) {
      const said = words(time.dataset.due);
      time.classList.toggle("past", time.dataset.due < today);
      time.classList.toggle("soon", time.dataset.due >= today && Boolean(said));
      if (said) time.insertAdjacentHTML("afterend", `<span class="state">${said}</span>`);
    }
  }

  const read = (iso) => iso.split("-").map(Number).map((part, index) => part + "年月日"[index]).join("");

  // A document's facts: which of its dates comes next.
  for (const cell of document.querySelectorAll("[data-dues]")) {
    const next = cell.dataset.dues.split(" ").find((iso) => iso >= today);
    cell.append(next ? `；下一个为${read(next)}` : "；均已到期");
  }

  // A body's tasks: those that are still to come first.
  for (const rows of document.querySelectorAll("table[data-by-date] tbody")) {
    const next = [...rows.rows].filter((row) => [...row.querySelectorAll("[data-due]")].some((time) => time.dataset.due >= today));
    rows.prepend(...next);
  }

  // The home page: the next limits, then the last ones that are past, from the scripts of the months they fall in.
  const box = document.querySelector("[data-today]");
  const months = new Map();
  window.gazetteData = (name, rows) => months.set(name, rows);

  function load(month) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      Object.assign(script, { src: `deadlines/${month}.js`, onload: resolve, onerror: reject });
      document.head.append(script);
    });
  }

  function item([due, document_, anchor, title, number, bodies]) {
    const li = document.createElement("li");
    const time = Object.assign(document.createElement("time"), { dateTime: due, textContent: read(due), className: "due" });
    time.dataset.due = due;
    const link = Object.assign(document.createElement("a"), { href: `documents/${document_}/#${anchor}`, textContent: title });
    const who = `${number}　${bodies.slice(0, 2).join("、")}${bodies.length > 2 ? "等" : ""}`;
    li.append(time, link, Object.assign(document.createElement("span"), { className: "muted", textContent: who }));
    return li;
  }

  async function fill() {
    const counts = box.dataset.months.trim().split(" ").map((pair) => pair.split(":"));
    const ahead = counts.filter(([month]) => month >= today.slice(0, 7));
    const behind = counts.filter(([month]) => month <= today.slice(0, 7)).reverse();
    const wanted = [];
    for (const list of [ahead, behind]) {
      let rows = 0;
      for (const [month, amount] of list) {
        if (rows > 8) break;
        if (!wanted.includes(month)) wanted.push(month);
        if (month !== today.slice(0, 7)) rows += Number(amount);
      }
    }
    await Promise.all(wanted.map(load));
    const all = wanted.flatMap((month) => months.get(month)).sort((a, b) => (a[0] < b[0] ? -1 : 1));
    const next = all.filter((row) => row[0] >= today).slice(0, 6);
    const past = all.filter((row) => row[0] < today).slice(-6).reverse();
    const parts = [["即将到期", next, "收录的公文中没有今天以后到期的时限。"], ["最近到期", past, ""]];
    const content = parts.flatMap(([name, rows, none]) => {
      if (!rows.length && !none) return [];
      const head = Object.assign(document.createElement("h3"), { textContent: name });
      if (!rows.length) return [head, Object.assign(document.createElement("p"), { className: "muted", textContent: none })];
      const list = Object.assign(document.createElement("ul"), { className: "bare limit-list" });
      list.append(...rows.map(item));
      return [head, list];
    });
    box.replaceChildren(...content);
  }

  const ready = box ? fill().catch(() => {}) : Promise.resolve();
  ready.then(() => mark(document));
})();
