/* Before anything is drawn: what Material's script expects to find, and the reader's choice of large print.
   Material keeps settings under names that begin with the path of the site, and looks for these four globals. */
"use strict";

var __md_scope = new URL(document.currentScript.dataset.scope, location);

function __md_hash(text) {
  let hash = 0;
  for (const char of text) hash = ((hash << 5) - hash + char.charCodeAt(0)) | 0;
  return hash;
}

function __md_get(key, storage = localStorage, scope = __md_scope) {
  return JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
}

function __md_set(key, value, storage = localStorage, scope = __md_scope) {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing: the choice lasts as long as the page.
  }
}

try {
  document.documentElement.toggleAttribute("data-large", localStorage.getItem("large") === "1");
} catch {
  // A browser that keeps nothing has no choice to show.
}
