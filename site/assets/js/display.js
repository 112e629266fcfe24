/* On every page: the 大字版 switch, and links that open from a disk. */
"use strict";

(() => {
  const root = document.documentElement;
  const large = document.querySelector("[data-large-switch]");
  if (large) {
    const show = () => large.setAttribute("aria-pressed", String(root.hasAttribute("data-large")));
    large.hidden = false;
    show();
    large.addEventListener("click", () => {
      root.toggleAttribute("data-large");
      try {
        localStorage.setItem("large", root.hasAttribute("data-large") ? "1" : "0");
      } catch {
        // The choice then holds for this page only.
      }
      show();
    });
  }

  const menu = document.querySelector(".menu");
  document.addEventListener("click", (event) => {
    if (menu?.open && !menu.contains(event.target)) menu.open = false;
  });
  menu?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // What fits its frame needs no stop for the keyboard.
  const frames = () => {
    for (const frame of document.querySelectorAll(".scroll")) {
      if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
      else frame.removeAttribute("tabindex");
    }
  };
  frames();
  addEventListener("resize", frames);

  // A folder opened from a disk shows its list of files; its page is index.html.
  if (location.protocol === "file:") {
    document.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (!link || link.protocol !== "file:" || !link.pathname.endsWith("/")) return;
      link.pathname += "index.html";
    }, true);
  }

  // Show and hide folded names for print: paper cannot be opened.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
})();
