import { mapTexts } from "./flight-rows";
import { partsScript, takeOutStaticParts } from "./static-parts";

const start = "(self.__next_f=self.__next_f||[]).push([0]);";
const push = /self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\);?/gs;

/** A static page, apart from the script with its data. */
type Parsed = { before: string; data: string; after: string; isShrunk: boolean };

/** Undefined for a page whose script holds anything else. The scripts must have been joined. */
function parsePage(html: string): Parsed | undefined {
  const from = html.indexOf(`>${start}`) + 1;
  const to = html.indexOf("</script>", from);
  if (from === 0 || to < 0) return undefined;
  const code = html.slice(from + start.length, to);
  const isShrunk = code.startsWith(partsScript);
  const pushes = isShrunk ? code.slice(partsScript.length) : code;
  const texts = [...pushes.matchAll(push)];
  if (texts.map(([text]) => text).join("") !== pushes) return undefined;
  const data = texts.map(([, text = '""']) => String(JSON.parse(text))).join("");
  return { before: html.slice(0, from), data, after: html.slice(to), isShrunk };
}

const written = ({ before, data, after, isShrunk }: Parsed): string =>
  `${before}${start}${isShrunk ? partsScript : ""}self.__next_f.push([1,${inScript(data)}])${after}`;

/** As JSON that can stand in a script of a page. */
const inScript = (text: string): string =>
  JSON.stringify(text).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");

/**
 * Takes what the HTML of a static page says already out of the data below it, which otherwise repeats the whole page. Pages whose
 * data isn't understood stay as they are.
 */
export function shrinkPage(html: string): string {
  const page = parsePage(html);
  if (!page || page.isShrunk) return html;
  const shrunk = takeOutStaticParts(page.before, page.data);
  return shrunk ? written({ before: shrunk.html, data: shrunk.data, after: page.after, isShrunk: true }) : html;
}

/** Changes texts of a static page, in its HTML and in its data alike; undefined if its data isn't understood. */
export function changeTexts(html: string, change: (text: string) => string): string | undefined {
  const page = parsePage(html);
  const data = page && mapTexts(page.data, change);
  return page && data !== undefined
    ? written({ ...page, before: change(page.before), data, after: change(page.after) })
    : undefined;
}
