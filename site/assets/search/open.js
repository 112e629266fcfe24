/* Opens the search; all that a page loads before its reader searches. How to mount it:

   in the header   <a href="{{ 'search/' | url }}" data-search-open aria-keyshortcuts="/ Control+K Meta+K">搜索</a>
   at the end      <script src="{{ 'assets/search/open.js' | url }}" defer></script>
   on search/      <div data-search-page></div>

   The link works without scripts; with them it opens the dialog, as do "/" and Ctrl or Cmd and K. */
"use strict";

(() => {
  const here = document.currentScript.src.replace(/[^/]*$/, "");
  let ready;

  function script(name) {
    return new Promise((resolve, reject) => {
      const tag = Object.assign(document.createElement("script"), { src: here + name, onload: resolve, onerror: reject });
      tag.async = false; // in the order in which they are asked for
      document.head.append(tag);
    });
  }

  function load() {
    if (!ready) {
      document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: here + "search.css" }));
      ready = Promise.all(["normal.js", "search.js", "result.js", "box.js"].map(script));
      ready.catch(() => (ready = undefined));
    }
    return ready;
  }

  const page = () => document.querySelector("[data-search-page]");

  function open(query) {
    return load().then(() => (page() ? gazetteSearch.focus() : gazetteSearch.open(query)));
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-search-open]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open().catch(() => (location.href = link.href));
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if ((!slash && !letter) || event.isComposing) return;
    event.preventDefault();
    open().catch(() => {});
  });

  if (page()) load().then(() => gazetteSearch.mount(page()));
})();
