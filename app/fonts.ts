import localFont from "next/font/local";

/*
 * Each font is in two files: what English pages need, and the whole font for the characters that aren't in the first
 * (`app/fonts/README.md`). Next reads these calls at build time, so they hold literals only.
 */

// Preloaded, so it is nearly always there for the first paint. A page that was painted without it stays as it is: changing the font
// would move everything below the headline. Later pages have it.
const sans = localFont({
  src: "./fonts/geist-latin.woff2",
  variable: "--font-geist-sans",
  weight: "400 700",
  display: "optional",
  declarations: [{ prop: "unicode-range", value: "U+0000-00FF, U+2000-22FF" }],
});

const wholeSans = localFont({
  src: "../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2",
  variable: "--font-geist-sans-whole",
  weight: "100 900",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+0100-1FFF, U+2300-10FFFF" }],
});

// Its fallback, in globals.css, is as wide, so that nothing moves when it arrives.
const mono = localFont({
  src: "./fonts/geist-mono-latin.woff2",
  variable: "--font-geist-mono",
  weight: "400 700",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+0000-00FF, U+2000-22FF" }],
});

const wholeMono = localFont({
  src: "../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono-whole",
  weight: "100 900",
  preload: false,
  adjustFontFallback: false,
  declarations: [{ prop: "unicode-range", value: "U+0100-1FFF, U+2300-10FFFF" }],
});

/** The classes that define the variables of the fonts. */
export const fontClasses = [sans, wholeSans, mono, wholeMono].map(({ variable }) => variable).join(" ");
