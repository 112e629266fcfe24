/* The form in which texts and queries are compared: the same as `normalise` in parser/search.py (a test compares them),
   and what of a text is marked. The 任务台账 compares by it too. First of the search's scripts: gazetteSearch(value) is what every file of the index calls. */
"use strict";

(() => {
  const ALIKE = new Map(
    Object.entries({
      "〔［【〖｛{[": "(", "〕］】〗｝}]": ")", "“”„‟«»＂": '"', "‘’‚‛": "'", "《〈": "<", "》〉": ">",
      "—–―‐‑‒−": "-", "〜∼": "~", "·•‧∙・": "·", "∶": ":", "○": "〇",
    }).flatMap(([chars, plain]) => [...chars].map((char) => [char, plain])),
  );
  const IGNORED = /[\p{Zs}\p{Zl}\p{Zp}\p{Cc}\p{Cf}]/gu;
  const normalOf = new Map();

  function normalChar(char) {
    let normal = normalOf.get(char);
    if (normal === undefined) {
      const folded = [...char.normalize("NFKC").toLowerCase()].map((one) => ALIKE.get(one) ?? one).join("");
      normalOf.set(char, (normal = folded.replace(IGNORED, "")));
    }
    return normal;
  }

  function normalise(text) {
    let normal = "";
    for (const char of text) normal += normalChar(char);
    return normal;
  }

  /* The ranges of `text`, [start, end) in it, that any of the runs covers, in order and apart. */
  function marks(text, runs) {
    let normal = "";
    const from = []; // place in `normal` → place in `text`
    let at = 0;
    for (const char of text) {
      const plain = normalChar(char);
      normal += plain;
      for (let i = 0; i < plain.length; i++) from.push(at);
      at += char.length;
    }
    const ranges = [];
    for (const run of runs) {
      for (let i = normal.indexOf(run); i >= 0; i = normal.indexOf(run, i + 1)) {
        const last = from[i + run.length - 1];
        ranges.push([from[i], last + String.fromCodePoint(text.codePointAt(last)).length]);
      }
    }
    ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return ranges.reduce((apart, range) => {
      const before = apart.at(-1);
      if (before && range[0] <= before[1]) before[1] = Math.max(before[1], range[1]);
      else apart.push(range);
      return apart;
    }, []);
  }

  globalThis.gazetteSearch = Object.assign((value) => document.currentScript.deliver(value), { normalise, marks });
})();
