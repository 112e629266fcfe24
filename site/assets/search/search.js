/* Asks the search index. Its format, and why it is made of pairs of characters, stand in parser/search.py.

   gazetteSearch.find(query, filters) → a search: { words, results, done, total, more(count), all() }
   Stands on normal.js; box.js shows it; open.js loads all of them when the reader searches. */
"use strict";

(() => {
  const { normalise } = gazetteSearch;
  const VERSION = 1;
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = new Map([...DIGITS].map((digit, value) => [digit, value]));
  const REPEATED = 3;
  const FACETS = ["genre", "issuer", "agency", "year", "month"];
  const IS_NAME = 1; // how far up a result moves whose title, number or name is just what was asked
  const TOGETHER = 0.5; // and one in which the words stand side by side
  const ENOUGH = 2; // blocks of a segment: further pairs would cost more than to read these
  const AT_ONCE = 4; // blocks read together
  const MOST = 8; // blocks read before what was found is shown, even if a better place may follow
  const MOST_IN_VAIN = 32; // blocks read before the reader is asked whether to go on when nothing was found
  const ROUNDS = 3;

  // ------------------------------------------------------------------------------------------------ files of the index
  const root = typeof document === "undefined" ? "" : new URL("../../", document.currentScript.src).href;
  const loading = new Map();

  function load(path) {
    if (!loading.has(path)) {
      const loaded = gazetteSearch.read(path);
      loading.set(path, loaded);
      loaded.catch(() => loading.delete(path));
    }
    return loading.get(path);
  }

  function readScript(path) {
    return new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      tag.deliver = resolve;
      tag.onload = () => tag.remove();
      tag.onerror = () => (tag.remove(), reject(new Error(path)));
      tag.src = `${root}search/${path}`;
      document.head.append(tag);
    });
  }

  async function loadIndex() {
    const index = await load("index.js");
    if (index.version !== VERSION) throw new Error(`search/index.js: version ${index.version}`);
    return index;
  }

  function shardOf(key, shards) {
    const [first, second] = [...key].map((char) => char.codePointAt(0));
    const mixed = (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 0;
    return ((mixed ^ (mixed >>> 15)) >>> 0) % shards;
  }

  function decode(text) {
    const numbers = [];
    let [number, value, shift] = [-1, 0, 1];
    for (const digit of text) {
      const part = VALUE.get(digit);
      value += (part & 31) * shift;
      if (part & 32) shift *= 32;
      else {
        numbers.push((number += value));
        [value, shift] = [0, 1];
      }
    }
    return numbers;
  }

  /* Block → best place of a key in it. */
  async function placesOf(segment, key) {
    const lines = await load(`${segment.name}/pairs/${shardOf(key, segment.shards)}.js`);
    const start = lines.indexOf(`\n${key}`) + 1;
    const list = start ? lines.slice(start + key.length, lines.indexOf("\n", start)) : "";
    return new Map(decode(list).map((number) => [number >> 2, number & 3]));
  }

  async function facetBlocks(segment, field, value) {
    const values = await load(`${segment.name}/facets/${field}.js`);
    return new Set(decode(values[value] ?? ""));
  }

  // ---------------------------------------------------------------------------------------------------------- the query
  /* Words are parted by white space; "…" or “…” around a word or words makes one run of them. A word is { shown, runs }:
     what is looked for, in the forms in which it may be printed. */
  function parse(query) {
    const words = [];
    for (const found of query.matchAll(/(?<!\S)(?:["＂]([^"＂]+)["＂]|“([^“”]+)”)(?!\S)|\S+/gu)) {
      const quoted = found[1] ?? found[2];
      const run = normalise(quoted ?? found[0]);
      if (run) words.push({ shown: quoted ?? found[0], runs: quoted ? [run] : printedForms(run) });
    }
    if (words.length > 1 && words.every((word) => isOneCharacter(word.runs[0]))) {
      const shown = words.map((word) => word.shown).join("");
      return [{ shown, runs: [normalise(shown)] }];
    }
    return words;
  }

  /* 兴署发〔2019〕41号 is found without brackets too, and where the print has lost them. */
  function printedForms(run) {
    const number = run.match(/^(\p{Script=Han}{2,})\(?((?:19|20)\d\d)\)?(\d{1,4}号?)$/u);
    return number ? [...new Set([run, `${number[1]}(${number[2]})${number[3]}`, number.slice(1).join("")])] : [run];
  }

  const isOneCharacter = (run) => [...run].length === 1;

  /* The keys of a run in the order in which they are asked for: both ends first, then every second, then the rest. */
  function rounds(run) {
    const chars = [...run];
    if (chars.length === 1) return [[`${run} `]];
    const keys = chars.slice(1).map((char, i) => chars[i] + char);
    const ends = new Set([keys[0], keys.at(-1)]);
    const second = new Set(keys.filter((key, i) => i % 2 === 0 && !ends.has(key)).slice(0, 8));
    const rest = new Set(keys.filter((key) => !ends.has(key) && !second.has(key)).slice(0, 8));
    return [ends, second, rest].map((set) => [...set]).filter((set) => set.length);
  }

  async function blocksWithRun(segment, run, depth) {
    let found;
    for (const keys of rounds(run).slice(0, depth)) {
      if (found && found.size <= ENOUGH) break;
      for (const places of await Promise.all(keys.map((key) => placesOf(segment, key)))) {
        if (!found) found = places;
        else for (const [block, place] of found) {
          if (places.has(block)) found.set(block, Math.max(place, places.get(block)));
          else found.delete(block);
        }
      }
    }
    return found;
  }

  async function blocksWithWord(segment, word, depth) {
    const [first, ...others] = await Promise.all(word.runs.map((run) => blocksWithRun(segment, run, depth)));
    const found = new Map(first);
    for (const [block, place] of others.flatMap((other) => [...other])) {
      found.set(block, Math.min(place, found.get(block) ?? place));
    }
    return found;
  }

  /* The blocks of a segment that may hold a result: [{ segment, block, rank }], rank never above that of the result.
     `depth` says how many rounds of keys are asked for. */
  async function candidatesIn(segment, words, filters, depth) {
    const asked = words.filter((word) => words.length === 1 || !isOneCharacter(word.runs[0]));
    const [found, limits] = await Promise.all([
      Promise.all(asked.map((word) => blocksWithWord(segment, word, depth))),
      Promise.all(Object.entries(filters).map(([field, value]) => facetBlocks(segment, field, value))),
    ]);
    return [...found[0].keys()]
      .map((block) => ({ segment, block, places: found.map((places) => places.get(block)) }))
      .filter(({ places }) => !places.includes(undefined) && (asked.length < words.length || places.some((p) => p < REPEATED)))
      .filter(({ block }) => limits.every((blocks) => blocks.has(block)))
      .map(({ block, places }) => ({ segment, block, rank: lowestRank(places, words) }));
  }

  function lowestRank(places, words) {
    const rank = places.reduce((sum, place) => sum + Math.min(place, 2), 0);
    return rank - (places.includes(0) ? IS_NAME : 0) - (words.length > 1 ? TOGETHER : 0);
  }

  // -------------------------------------------------------------------------------------------------------- the results
  /* The units of a block that hold every word, themselves or, some words, in a heading above or the document's title. */
  function resultsIn(block, words, filters) {
    if (["genre", "issuer"].some((field) => filters[field] && block[field] !== filters[field])) return [];
    if (filters.year && String(block.year) !== filters.year) return [];
    const heads = block.units.map((unit) => normalise((unit[2] ?? "") + (unit[3] ?? "")));
    const joined = words.map((word) => word.runs[0]).join("");
    const results = [];
    block.units.forEach(([target, above, label = "", heading = "", text = "", agencies = [], months = []], i) => {
      if (text === null) return;
      if (filters.month && !months.includes(filters.month)) return;
      const bodies = agencies.map((agency) => block.agencies[agency]);
      if (filters.agency && !bodies.includes(filters.agency)) return;
      const whole = heads[i] + (isOneCharacter(joined) ? "" : normalise(text));
      let rank = 0;
      let own = false;
      for (const { runs } of words) {
        const ends = runs.filter((run) => whole.includes(run)).map((run) => whole.indexOf(run) + run.length);
        if (ends.length) {
          own = true;
          rank += Math.min(...ends) > heads[i].length ? 2 : above < 0 ? 0 : 1;
        } else {
          if (!headingsAbove(block, i).some((j) => runs.some((run) => heads[j].includes(run)))) return;
          rank += 2;
        }
      }
      if (!own) return;
      if (words.length > 1 && whole.includes(joined)) rank -= TOGETHER;
      const names = above < 0 ? [label, heading].map(normalise) : [];
      if (words.some(({ runs }) => runs.some((run) => names.includes(run)))) rank -= IS_NAME;
      results.push({
        href: block.base + target, rank, date: block.date, label, heading, text, agencies: bodies, months,
        path: headingsAbove(block, i).map((j) => block.units[j]).filter((unit) => unit[1] >= 0).map((unit) => unit[2] || unit[3]),
        isTitle: above < 0, title: block.title, number: block.number, genre: block.genre, issuer: block.issuer, year: block.year,
      });
    });
    return results;
  }

  function headingsAbove(block, i) {
    const above = [];
    for (let j = block.units[i][1]; j >= 0; j = block.units[j][1]) above.unshift(j);
    return above;
  }

  const best = (a, b) => a.rank - b.rank || (a.date < b.date ? 1 : a.date > b.date ? -1 : 0) || b.age - a.age || a.block - b.block || a.place - b.place;

  /* A search reads blocks in order of their rank, the newest first, and gives results as soon as no better can follow.
     It begins with few keys, and asks the segments that come next for more of them when half of what it read held nothing. */
  async function find(query, filters = {}) {
    filters = Object.fromEntries(FACETS.filter((field) => filters[field]).map((field) => [field, filters[field]]));
    const words = parse(query);
    const { segments, counts } = await loadIndex();
    const read = new Set();
    const seen = new Set();
    const depth = new Map(segments.map((segment) => [segment, 1]));
    let waiting = [];

    async function candidates() {
      const asked = words.length ? segments : [];
      const found = await Promise.all(asked.map((segment) => candidatesIn(segment, words, filters, depth.get(segment))));
      return found
        .flatMap((blocks, age) => blocks.map((block) => ({ ...block, age, path: `${block.segment.name}/text/${block.block}.js` })))
        .filter(({ path }) => !read.has(path))
        .sort((a, b) => a.rank - b.rank || b.age - a.age || b.block - a.block);
    }

    async function readSome() {
      const some = queue.splice(0, AT_ONCE);
      const blocks = await Promise.all(some.map(({ path }) => load(path)));
      let empty = 0;
      blocks.forEach((block, i) => {
        const results = resultsIn(block, words, filters);
        empty += !results.length;
        read.add(some[i].path);
        results.forEach((result, place) => {
          if (seen.has(result.href)) return;
          seen.add(result.href);
          waiting.push({ ...result, age: some[i].age, block: some[i].block, place });
        });
      });
      waiting.sort(best);
      const doubtful = new Set(queue.slice(0, AT_ONCE).map(({ segment }) => segment).filter((one) => depth.get(one) < ROUNDS));
      if (empty * 2 < some.length || !doubtful.size) return;
      for (const segment of doubtful) depth.set(segment, depth.get(segment) + 1);
      queue = await candidates();
    }

    let queue = await candidates();
    return {
      words, filters, counts, results: [], candidates: [...queue],
      get done() {
        return !queue.length && !waiting.length;
      },
      /* The next results, at most `count`; none while `done` is false: none in the blocks read so far, ask again. */
      async more(count = 20) {
        for (let reads = 0; queue.length; reads += AT_ONCE) {
          const certain = waiting.filter((result) => result.rank <= queue[0].rank).length;
          if (certain >= count || reads >= (waiting.length ? MOST : MOST_IN_VAIN)) break;
          await readSome();
        }
        const next = waiting.splice(0, count);
        this.results.push(...next);
        return next;
      },
      /* How many results there are, once every block that may hold one is read. */
      get total() {
        return queue.length ? undefined : this.results.length + waiting.length;
      },
      async readAll() {
        while (queue.length) await readSome();
      },
      async all() {
        await this.readAll();
        await this.more(Infinity);
        return this.results;
      },
    };
  }

  /* Facet → value → blocks among the search's candidates that have it: an upper bound, without reading their text. */
  async function facetValues(search) {
    const values = Object.fromEntries(FACETS.map((field) => [field, new Map()]));
    const segments = new Map();
    for (const { segment, block } of search.candidates) segments.set(segment, (segments.get(segment) ?? new Set()).add(block));
    await Promise.all([...segments].flatMap(([segment, blocks]) => FACETS.map(async (field) => {
      for (const [value, list] of Object.entries(await load(`${segment.name}/facets/${field}.js`))) {
        const count = decode(list).filter((block) => blocks.has(block)).length;
        if (count) values[field].set(value, (values[field].get(value) ?? 0) + count);
      }
    })));
    return values;
  }

  Object.assign(gazetteSearch, { find, facetValues, parse, shardOf, root, read: readScript });
})();
