import { partsScript, takeOutStaticParts } from "./static-parts";

const start = "(self.__next_f=self.__next_f||[]).push([0]);";
const push = /self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\);?/gs;

/**
 * Takes what the HTML of a static page says already out of the data below it, which otherwise repeats the whole page. Pages whose
 * data isn't understood stay as they are. The scripts must have been joined.
 */
export function shrinkPage(html: string): string {
  const from = html.indexOf(`>${start}`) + 1;
  const to = html.indexOf("</script>", from);
  if (from === 0 || to < 0 || html.includes(partsScript)) return html;
  const code = html.slice(from + start.length, to);
  const texts = [...code.matchAll(push)];
  if (texts.map(([text]) => text).join("") !== code) return html;
  const data = texts.map(([, text = '""']) => String(JSON.parse(text))).join("");
  const shrunk = takeOutStaticParts(html.slice(0, from), data);
  if (!shrunk) return html;
  return `${shrunk.html}${start}${partsScript}self.__next_f.push([1,${inScript(shrunk.data)}])${html.slice(to)}`;
}

/** As JSON that can stand in a script of a page. */
const inScript = (text: string): string =>
  JSON.stringify(text).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
