import type { Release } from "./release";

type FeedInput = { name: string; releases: readonly Release[]; origin: string };

/** The releases as RSS 2.0. Pure. */
export function feedOf({ name, releases, origin }: FeedInput): string {
  const page = new URL("/changelog", origin).href;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>',
    `<title>${escaped(`${name}: what's new`)}</title>`,
    `<link>${escaped(page)}</link>`,
    `<description>${escaped(`New features, improvements and fixes in ${name}.`)}</description>`,
    "<language>en-us</language>",
    `<atom:link href="${escaped(new URL("/changelog.xml", origin).href)}" rel="self" type="application/rss+xml"/>`,
    ...releases.map((release) => itemOf(release, page)),
    "</channel></rss>",
    "",
  ].join("\n");
}

function itemOf({ day, title, changes }: Release, page: string): string {
  const link = `${page}#${day}`;
  const list = `<ul>${changes.map(({ text }) => `<li>${escaped(text)}</li>`).join("")}</ul>`;
  return [
    "<item>",
    `<title>${escaped(title)}</title>`,
    `<link>${escaped(link)}</link>`,
    `<guid>${escaped(link)}</guid>`,
    `<pubDate>${new Date(day).toUTCString()}</pubDate>`,
    `<description>${escaped(list)}</description>`,
    "</item>",
  ].join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
