/* On the page of a document that moved, or some of whose clauses did: leads on from the address that was asked for. */
"use strict";

(() => {
  const { to, clauses } = JSON.parse(document.getElementById("moved").textContent);
  const anchor = location.hash.slice(1);
  const target = clauses[anchor] ?? (to && (anchor && !to.includes("#") ? `${to}#${anchor}` : to));
  if (target) location.replace(target);
})();
