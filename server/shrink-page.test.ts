import { describe, expect, it } from "vitest";
import { readRows } from "./flight-rows";
import { shrinkPage } from "./shrink-page";

const long = "Plans, limits and invoices that add up. ".repeat(4).trim();
const start = "(self.__next_f=self.__next_f||[]).push([0]);";
const push = (text: string) => `self.__next_f.push([1,${JSON.stringify(text).replaceAll("<", "\\u003c")}])`;
const page = (body: string, data: string) => `<html><body>${body}<script>${start}${push(data)}</script></body></html>`;

/** What the page's script passes to Next, given what a browser finds in the page. */
function received(html: string): string {
  const [, code = ""] = /<script>([\s\S]*?)<\/script>/.exec(html) ?? [];
  const marked = [...html.matchAll(/<(\w+) data-static="(\w+)"[^>]*>([\s\S]*?)<\/\1>/g)];
  const elements = marked.map(([, , id, innerHTML]) => ({ innerHTML, dataset: { static: id } }));
  const queue: [number, string?][] = [];
  new Function("self", "document", code)({ __next_f: queue }, { querySelectorAll: () => elements });
  return queue.map(([, text = ""]) => text).join("");
}

describe("the data below a static page", () => {
  const section = `<section class="wide"><p>${long}</p></section>`;
  /** Inside of a component that the browser renders. */
  const row = (children: string) => `9:I[7,["$8"],"Frame"]\n0:["$","$L9",null,{"children":[${children}]}]\n`;
  const sectionRow = `["$","section",null,{"className":"wide","children":["$","p",null,{"children":${JSON.stringify(long)}}]}]`;

  it("loses what the HTML says already, which its script reads from there", () => {
    const html = shrinkPage(page(`<div>${section}</div>`, row(sectionRow)));
    expect(html.match(new RegExp(long, "g"))).toHaveLength(1);
    expect(received(html)).toBe(
      `a:${JSON.stringify(`<p>${long}</p>`)}\n${row('["$","section",null,{"className":"wide","dangerouslySetInnerHTML":{"__html":"$a"}}]')}`,
    );
  });

  it("keeps what the browser renders, and the parts beside it", () => {
    const data = row(`${sectionRow},["$","$L9",null,{"text":${JSON.stringify(long)}}]`);
    const html = shrinkPage(page(`<div>${section}<button>${long}</button></div>`, data));
    expect(received(html)).toContain(`["$","$L9",null,{"text":${JSON.stringify(long)}}]`);
    expect(html).toContain('<section data-static="a" class="wide">');
  });

  it("loses rows that only a part refers to", () => {
    const data = `1:["$","p",null,{"children":${JSON.stringify(long)}}]\n${row(`["$","section",null,{"className":"wide","id":"x","children":["$L1",${JSON.stringify(long)}]}]`)}`;
    const html = shrinkPage(page(`<div><section class="wide" id="x"><p>${long}</p>${long}</section></div>`, data));
    expect(readRows(received(html))?.map(({ id }) => id)).toEqual(["a", "9", "0"]);
  });

  it.each([
    ["differs from the HTML", `<div><section class="wide"><p>${long}!</p></section></div>`, row(sectionRow)],
    ["is in the HTML twice", `<div>${section}${section}</div>`, row(`${sectionRow},${sectionRow}`)],
    ["is read by path", `<div>${section}</div>`, `1:[${JSON.stringify("$0:props:children:0")}]\n${row(sectionRow)}`],
    [
      "calls an action",
      `<form class="wide">${long}</form>`,
      row(`["$","form",null,{"className":"wide","action":"$h1","children":${JSON.stringify(long)}}]`),
    ],
    ["is cut off", `<div>${section}</div>`, row(sectionRow).slice(0, -1)],
  ])("stays as it is when it %s", (_what, body, data) => {
    const given = page(body, data);
    expect(shrinkPage(given)).toBe(given);
  });

  it("stays when the page holds more than data that we know", () => {
    const given = page(`<div>${section}</div>`, row(sectionRow)).replace(
      "</script>",
      ";self.__next_f.push([3,'AA=='])</script>",
    );
    expect(shrinkPage(given)).toBe(given);
  });

  it("is shrunk once", () => {
    const once = shrinkPage(page(`<div>${section}</div>`, row(sectionRow)));
    expect(shrinkPage(once)).toBe(once);
  });

  it("can hold texts that begin with a dollar sign, and texts with their length", () => {
    const price = `$49 a month. ${long}`;
    const data = `1:T${Buffer.byteLength(price).toString(16)},${price}${row('["$","p",null,{"className":"a","children":"$1"}]')}`;
    const html = `<div><p class="a">${price}</p></div>`;
    const inData = `a:${JSON.stringify(`$${price}`)}\n`;
    expect(received(shrinkPage(page(html, data)))).toContain(inData);
    const inline = row(`["$","p",null,{"className":"a","children":${JSON.stringify(`$${price}`)}}]`);
    expect(received(shrinkPage(page(html, inline)))).toContain(inData);
  });
});
