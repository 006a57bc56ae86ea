import { createElement, Fragment, type ReactNode } from "react";
import { renderToString } from "react-dom/server";
import { type FlightRow, readRows, referenceOf } from "./flight-rows";

/** Shorter parts aren't worth a marker. */
const minLength = 120;

/** Elements that React moves into the head, or that it keeps apart from their position. */
const hoisted = new Set(["html", "head", "body", "link", "meta", "title", "style", "script", "base"]);

type Part = { id: string; html: string };
type Element = ["$", string, string | null, Record<string, unknown>];

/** Something in a part is rendered in the browser, or it's unclear whether it is. */
class NotStatic extends Error {}

/**
 * Finds the parts of a page that no script of ours renders, and takes them out of the data with which React hydrates it. They are in
 * the HTML already, which is where `partsScript` reads them from. A part is taken out only if it is found in the HTML exactly as
 * the data describes it.
 *
 * @returns the remaining data, and the HTML with a marker at each part; undefined if there is nothing to take out.
 */
export function takeOutStaticParts(html: string, data: string): { html: string; data: string } | undefined {
  const rows = readRows(data);
  if (!rows) return undefined;
  const values = new Map<string, FlightRow>(rows.filter((row) => "value" in row).map((row) => [row.id, row]));
  for (const id of pinned(rows)) values.delete(id);
  const parts: Part[] = [];
  let nextId = Math.max(...rows.map(({ id }) => Number.parseInt(id, 16) || 0)) + 1;
  const kept = new Set<string>();

  const shrunk = (value: unknown): unknown => {
    if (typeof value === "string") {
      const { id } = referenceOf(value) ?? {};
      if (id !== undefined) keep(id);
      return value;
    }
    if (typeof value !== "object" || value === null) return value;
    if (isElement(value)) return shrunkElement(value);
    if (Array.isArray(value)) return value.map(shrunk);
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shrunk(part)]));
  };
  const shrunkElement = (element: Element): unknown => {
    const part = partOf(element);
    if (part === undefined) return ["$", shrunk(element[1]), element[2], shrunk(element[3])];
    const id = (nextId++).toString(16);
    parts.push({ id, html: part });
    const [, type, key, { children: _, ...props }] = element;
    return ["$", type, key, { ...props, dangerouslySetInnerHTML: { __html: `$${id}` } }];
  };
  const partOf = (element: Element): string | undefined => {
    const [, type, , props] = element;
    if (type.startsWith("$") || !("children" in props)) return;
    const rendered = htmlOf(element, values);
    return rendered !== undefined && rendered.length >= minLength && occursOnce(html, rendered) ? rendered : undefined;
  };
  const written = new Map<FlightRow, string>();
  const keep = (id: string): void => {
    if (kept.has(id)) return;
    kept.add(id);
    const row = values.get(id);
    if (row && typeof row.value === "object") written.set(row, `${id}:${JSON.stringify(shrunk(row.value))}\n`);
  };

  // Row 0 is the page. Rows without a value of their own, and those that are read by path, stay as they are.
  keep("0");
  for (const row of rows) if (values.get(row.id) !== row) for (const id of referencesIn(row)) keep(id);
  if (parts.length === 0) return undefined;
  const remaining = rows.filter((row) => values.get(row.id) !== row || kept.has(row.id));
  return { html: marked(html, parts), data: remaining.map((row) => written.get(row) ?? row.raw).join("") };
}

/** Puts the parts' HTML where React looks for them. Runs before the data, when the whole page is there. */
export const partsScript =
  'for(const e of document.querySelectorAll("[data-static]")){const h=e.innerHTML;self.__next_f.push([1,e.dataset.static+":"+JSON.stringify(h[0]=="$"?"$"+h:h)+"\\n"])}';

/** Rows into which others reach by path: their structure must stay. */
function pinned(rows: readonly FlightRow[]): Set<string> {
  const strings = rows.flatMap(({ raw }) => [...raw.matchAll(/"(\$[^"]*:[^"]*)"/g)].map(([, text = ""]) => text));
  return new Set(strings.flatMap((text) => referenceOf(text)?.id ?? []));
}

const referencesIn = ({ raw }: FlightRow): string[] =>
  [...raw.matchAll(/"(\$[^"]*)"/g)].flatMap(([, text = ""]) => referenceOf(text)?.id ?? []);

const isElement = (value: object): value is Element =>
  Array.isArray(value) && value.length >= 4 && value[0] === "$" && typeof value[1] === "string";

/** The HTML of an element as the server rendered it; undefined if a part of it is rendered in the browser. */
function htmlOf(element: Element, values: ReadonlyMap<string, FlightRow>): string | undefined {
  try {
    const html = renderToString(nodeOf(element, values));
    // React writes what images should be loaded early before the element.
    return html.slice(Math.max(0, html.indexOf(`<${element[1]}`)));
  } catch (error) {
    if (error instanceof NotStatic) return undefined;
    throw error;
  }
}

function nodeOf(value: unknown, values: ReadonlyMap<string, FlightRow>): ReactNode {
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value === "string") return textOf(value, values);
  if (typeof value !== "object") throw new NotStatic();
  if (!isElement(value)) {
    if (!Array.isArray(value)) throw new NotStatic();
    return createElement(Fragment, null, ...value.map((child) => nodeOf(child, values)));
  }
  const [, type, , { children, ...props }] = value;
  const component = typeOf(type, values);
  const given = Object.entries(props).map(([name, prop]) => [name, propOf(name, prop)]);
  const childNodes =
    children === undefined ? [] : Array.isArray(children) && !isElement(children) ? children : [children];
  return createElement(component, Object.fromEntries(given), ...childNodes.map((child) => nodeOf(child, values)));
}

function textOf(text: string, values: ReadonlyMap<string, FlightRow>): ReactNode {
  if (!text.startsWith("$")) return text;
  if (text.startsWith("$$")) return text.slice(1);
  if (text === "$undefined") return undefined;
  const reference = referenceOf(text);
  const row = reference?.lazy && !reference.path ? values.get(reference.id) : undefined;
  if (!row) throw new NotStatic();
  return nodeOf(row.value, values);
}

function typeOf(type: string, values: ReadonlyMap<string, FlightRow>): string | typeof Fragment {
  if (!type.startsWith("$")) {
    if (hoisted.has(type)) throw new NotStatic();
    return type;
  }
  const { id = "" } = referenceOf(type) ?? {};
  if (values.get(id)?.value === "$Sreact.fragment") return Fragment;
  throw new NotStatic();
}

function propOf(name: string, value: unknown): unknown {
  if (value === "$undefined") return undefined;
  if (typeof value === "string" && value.startsWith("$")) {
    if (value.startsWith("$$")) return value.slice(1);
    throw new NotStatic();
  }
  if (typeof value !== "object" || value === null) return value;
  if (name !== "style" && name !== "dangerouslySetInnerHTML") throw new NotStatic();
  const entries = Object.entries(value);
  if (entries.some(([, part]) => typeof part === "object" || (typeof part === "string" && part.startsWith("$")))) {
    throw new NotStatic();
  }
  return value;
}

function occursOnce(html: string, part: string): boolean {
  const at = html.indexOf(part);
  return at >= 0 && html.indexOf(part, at + 1) < 0;
}

/** The page with the id of its part in each part's first tag. */
function marked(html: string, parts: readonly Part[]): string {
  const places = parts.map(({ id, html: part }) => ({
    id,
    at: html.indexOf(part) + (/^<[\w-]+/.exec(part)?.[0].length ?? 0),
  }));
  places.sort((a, b) => b.at - a.at);
  return places.reduce((text, { id, at }) => `${text.slice(0, at)} data-static="${id}"${text.slice(at)}`, html);
}
