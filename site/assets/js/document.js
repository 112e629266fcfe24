/* A document's page: copy a clause's address or its citation, print the page or the task table alone. */
"use strict";

(() => {
  const status = Object.assign(document.createElement("div"), { className: "copied" });
  status.setAttribute("role", "status");
  document.body.append(status);
  let clearing;

  async function copy(text, said) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // A page from a disk, or without https, has no clipboard of its own.
      const area = Object.assign(document.createElement("textarea"), { value: text });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    status.textContent = said;
    clearTimeout(clearing);
    clearing = setTimeout(() => (status.textContent = ""), 2500);
  }

  const base = () => document.querySelector("link[rel=canonical]")?.href ?? location.href.split(/[?#]/)[0];
  const own = () => (location.protocol === "file:" ? base() : location.href.split(/[?#]/)[0]);

  function button(name, label, action) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: name });
    made.setAttribute("aria-label", `${name}：${label}`);
    made.addEventListener("click", action);
    return made;
  }

  for (const clause of document.querySelectorAll(".own[id]")) {
    const address = () => `${own()}#${clause.id}`;
    const place = clause.dataset.place;
    const document_ = clause.closest("[data-citation]").dataset.citation;
    const tools = Object.assign(document.createElement("div"), { className: "tools" });
    tools.append(
      button("复制链接", place, () => copy(address(), "已复制链接")),
      button("复制引用", place, () => copy(`${document_}${place}，${address()}`, "已复制引用")),
    );
    clause.append(tools);
    // Without a pointer that hovers, a tap chooses the clause whose tools are shown.
    clause.addEventListener("click", () => {
      for (const chosen of document.querySelectorAll(".own.chosen")) chosen.classList.remove("chosen");
      clause.classList.add("chosen");
    });
  }

  for (const item of document.querySelectorAll("[data-print]")) {
    item.hidden = false;
    item.addEventListener("click", () => print());
  }

  for (const sheet of document.querySelectorAll("[data-print-sheet]")) {
    sheet.hidden = false;
    sheet.addEventListener("click", () => {
      document.documentElement.setAttribute("data-printing", "sheet");
      print();
    });
  }
  addEventListener("afterprint", () => document.documentElement.removeAttribute("data-printing"));

  // On a phone the contents would stand between the reader and the text.
  const contents = document.querySelector(".contents");
  if (contents && matchMedia("(max-width: 76.1875em)").matches) contents.open = false;
})();
