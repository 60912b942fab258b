// Reads the feed at an address with one of the parsers that apps written in JavaScript use, and prints its items.
// What was fetched before is kept in a file, with its ETag; a 304 is answered from there.
import { readFileSync, writeFileSync } from "node:fs";
import { parseFeed } from "feedsmith";
import Parser from "rss-parser";

const [parser, address, kept] = process.argv.slice(2);

async function fetched() {
  let before = {};
  try {
    before = JSON.parse(readFileSync(kept, "utf8"));
  } catch {}
  const headers = before.etag ? { "If-None-Match": before.etag } : {};
  const answer = await fetch(address, { headers });
  if (answer.status === 304) return before.text;
  if (!answer.ok) throw new Error(`${address} is answered with ${answer.status}`);
  const text = await answer.text();
  writeFileSync(kept, JSON.stringify({ etag: answer.headers.get("ETag"), text }));
  return text;
}

const parsers = {
  "rss-parser": async (text) => {
    const { items } = await new Parser().parseString(text);
    return items.map((item) => [item.title, item.link, item.isoDate]);
  },
  feedsmith: async (text) => {
    const { format, feed } = parseFeed(text);
    if (format === "atom") {
      const alternate = (entry) => entry.links.find((link) => (link.rel ?? "alternate") === "alternate").href;
      const title = (entry) => entry.title.value ?? entry.title;
      return feed.entries.map((entry) => [title(entry), alternate(entry), entry.published]);
    }
    return feed.items.map((item) => [item.title.value ?? item.title, item.link, item.pubDate]);
  },
};

const items = await parsers[parser](await fetched());
console.log(JSON.stringify(items.map(([title, link, date]) => [title, link, new Date(date).toISOString()])));
