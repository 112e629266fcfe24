/* The reader's choice of light or dark, before the page is drawn. Material's script writes it. */
"use strict";

(() => {
  let chosen = null;
  try {
    chosen = __md_get("__palette");
  } catch {
    return; // a browser that keeps nothing
  }
  for (const [name, value] of Object.entries(chosen?.color ?? {})) document.body.setAttribute(`data-md-color-${name}`, value);
})();
