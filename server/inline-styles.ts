import { type SelectorComponent, transform, type Url } from "lightningcss";

/** In the tag of the styles, so that a page is changed once. */
const marker = "data-page-styles";

const stylesheetTag = /<link rel="stylesheet" href="([^"]+)"[^>]*>/g;

/**
 * Puts the rules that a static page needs into its head, and its style sheets at the end, where they don't keep it from being shown. A
 * page is then shown one round trip earlier. React still finds the style sheets, and what appears later has its rules by then.
 *
 * @param readStylesheet gets a style sheet by its address.
 */
export async function inlineStyles(html: string, readStylesheet: (href: string) => Promise<string>): Promise<string> {
  const sheets = [...html.matchAll(stylesheetTag)];
  if (sheets.length === 0 || html.includes(marker)) return html;
  const names = namesIn(html);
  const rules = await Promise.all(
    sheets.map(async ([, href = ""]) => usedRules(await readStylesheet(href), { href, names })),
  );
  // Browsers load style sheets before anything else unless they are told otherwise.
  const late = sheets.map(([tag]) => tag.replace("<link ", '<link fetchPriority="low" ')).join("");
  return html
    .replace(stylesheetTag, "")
    .replace("</head>", () => `<style ${marker}="">${rules.join("")}</style></head>`)
    .replace(/<\/body>(?![\s\S]*<\/body>)/, () => `${late}</body>`);
}

type Names = { classes: ReadonlySet<string>; tags: ReadonlySet<string> };

function namesIn(html: string): Names {
  const lists = [...html.matchAll(/\sclass="([^"]*)"/g)].map(([, list = ""]) => unescaped(list).split(/\s+/));
  // A script sets the theme before the page is shown.
  return {
    classes: new Set(["light", "dark", ...lists.flat()]),
    tags: new Set([...html.matchAll(/<([a-z][\w-]*)/gi)].map(([, tag = ""]) => tag.toLowerCase())),
  };
}

const characters: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
const unescaped = (text: string): string => text.replace(/&(#?\w+);/g, (entity, name) => characters[name] ?? entity);

/** The style sheet without the rules for classes and elements that the page doesn't have. Everything else stays. */
function usedRules(css: string, { href, names }: { href: string; names: Names }): string {
  // A layer that would be empty here still has its place among the others.
  const layers = [...css.matchAll(/@layer ([^;{]+)/g)].flatMap(([, list = ""]) => list.split(/\s*,\s*/));
  const { code } = transform({
    filename: "page.css",
    code: Buffer.from(css),
    minify: true,
    visitor: {
      // Addresses in a style sheet begin from its own, and in a page from the page's.
      Url: urlsFromRoot(href),
      Rule: {
        style: ({ value }) => (value.selectors.some((selector) => mayMatch(selector, names)) ? undefined : []),
      },
    },
  });
  // No rule of ours has it, and a style element would end there.
  const rules = Buffer.from(code).toString("utf8").replaceAll("</", "<\\/");
  return layers.length > 0 ? `@layer ${[...new Set(layers)].join(",")};${rules}` : rules;
}

function urlsFromRoot(href: string) {
  const sheet = new URL(href, "http://page");
  return ({ url, loc }: Url): Url => {
    const { origin, pathname, search, hash } = new URL(url, sheet);
    return { url: origin === sheet.origin ? pathname + search + hash : url, loc };
  };
}

function mayMatch(selector: readonly SelectorComponent[], names: Names): boolean {
  return selector.every((part) => {
    if (part.type === "class") return names.classes.has(part.name);
    if (part.type === "type") return names.tags.has(part.name.toLowerCase());
    if (part.type === "pseudo-class" && (part.kind === "is" || part.kind === "where")) {
      return part.selectors.some((inner) => mayMatch(inner, names));
    }
    return true;
  });
}
