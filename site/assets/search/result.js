/* One result of the search as the reader sees it: where it stands, its heading, its words marked, its document. */
"use strict";

(() => {
  const { marks, root } = gazetteSearch;
  const WINDOW = 72; // characters of text shown around a mark
  const fromDisk = typeof location !== "undefined" && location.protocol === "file:";

  function element(tag, properties = {}, ...children) {
    const { attributes = {}, ...own } = properties;
    const made = Object.assign(document.createElement(tag), own);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /* An address under the site's root; a disk shows no index.html by itself. */
  function address(path) {
    const [page, anchor] = path.split("#");
    return root + page + (fromDisk && page.endsWith("/") ? "index.html" : "") + (anchor ? `#${anchor}` : "");
  }

  function marked(text, ranges, start = 0, end = text.length) {
    const made = document.createDocumentFragment();
    let at = start;
    for (const [from, to] of ranges) {
      if (to <= start || from >= end) continue;
      made.append(text.slice(at, Math.max(from, start)), element("mark", {}, text.slice(Math.max(from, start), Math.min(to, end))));
      at = Math.min(to, end);
    }
    made.append(text.slice(at, end));
    return made;
  }

  /* 兴署发〔2019〕41号 关于…的意见, 附件1 补助标准, but （五）精简审批环节 */
  const titled = (label, heading) => label + (/[\p{L}\p{N}]$/u.test(label) && heading ? " " : "") + heading;

  /* The parts of `text` from `start` on that show each word once, or its beginning: [[from, to] …] in order. */
  function excerpts(text, start, words) {
    const shown = [];
    for (const { runs } of words) {
      const first = marks(text, runs).find(([, end]) => end > start);
      if (!first || shown.some(([from, to]) => from <= first[0] && first[1] <= to)) continue;
      const from = Math.max(start, first[0] - Math.round(WINDOW / 3));
      shown.push([from < start + 6 ? start : from, Math.min(text.length, Math.max(from + WINDOW, first[1]))]);
    }
    if (!shown.length) shown.push([start, Math.min(text.length, start + WINDOW)]);
    return shown.slice(0, 3).sort((a, b) => a[0] - b[0]);
  }

  function resultItem(result, words) {
    const head = titled(result.label, result.heading);
    const whole = `${head}\n${result.text}`;
    const own = head.length + 1;
    const ranges = marks(whole, words.flatMap((word) => word.runs));
    const path = [result.isTitle ? "" : result.number || result.title, ...result.path].filter(Boolean);
    const text = element("span", { className: "search-text" });
    let at = own;
    for (const [from, to] of excerpts(whole, own, words)) {
      text.append(from > at ? "…" : "", marked(whole, ranges, Math.max(from, at), to));
      at = to;
    }
    if (at < whole.length) text.append("…");
    const link = element("a", { href: address(result.href), className: "search-link" });
    if (head.trim() && (result.heading || !result.text)) link.append(marked(whole, ranges, 0, head.length));
    else link.append(result.label, text);
    const facts = [result.genre, result.isTitle ? result.issuer : result.number && result.title, result.date].filter(Boolean);
    const item = element("li", { className: "search-result" });
    if (path.length) item.append(element("p", { className: "search-path" }, path.join(" › ")));
    item.append(element("p", { className: "search-head" }, link));
    if (!link.contains(text) && result.text && (!result.isTitle || ranges.some(([, to]) => to > own))) item.append(element("p", {}, text));
    item.append(element("p", { className: "search-facts" }, facts.join(" · ")));
    return item;
  }

  Object.assign(gazetteSearch, { element, address, fromDisk, resultItem });
})();
