import type { CSSProperties } from "react";
import { productColor } from "@/lib/brand-mark";
import { catalog } from "@/lib/catalog";
import { hexOf } from "@/lib/color";

// Mail programs support neither style sheets nor CSS variables, so these are the colors of app/globals.css as plain values.
const paper = hexOf([0.982, 0.007, 92]);
const sheet = hexOf([0.997, 0.003, 95]);
const ink = hexOf([0.2, 0.022, 265]);
const quiet = hexOf([0.475, 0.016, 262]);
const line = hexOf([0.893, 0.012, 88]);
const action = hexOf([0.5, 0.215, 263]);
const product = productColor(catalog.brand);
const sans = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Helvetica, Arial, sans-serif";
const mono = "ui-monospace, SFMono-Regular, 'Courier New', monospace";

/** Amounts, dates and numbers, as on the pages. */
const figures = { fontFamily: mono, letterSpacing: "-0.02em", whiteSpace: "nowrap" } as const;
const cell = { fontSize: "14px", lineHeight: "20px", verticalAlign: "top" } as const;

export const styles = {
  body: { margin: 0, backgroundColor: paper, fontFamily: sans, color: ink },
  container: { maxWidth: "560px", margin: "0 auto", padding: "32px 16px" },
  head: { margin: "0 0 16px 2px" },
  mark: { width: "28px", height: "28px", borderRadius: "7px", backgroundColor: product, textAlign: "center" },
  arch: {
    width: "10px",
    height: "12px",
    margin: "3px auto 0",
    border: "3px solid #ffffff",
    borderBottom: "0",
    borderRadius: "8px 8px 0 0",
    fontSize: "1px",
    lineHeight: "1px",
  },
  name: { paddingLeft: "10px", fontSize: "17px", fontWeight: 600, letterSpacing: "-0.02em", color: ink },
  card: {
    backgroundColor: sheet,
    border: `1px solid ${line}`,
    borderTop: `3px solid ${product}`,
    borderRadius: "8px",
    padding: "28px 24px",
  },
  heading: {
    margin: "0 0 16px",
    fontSize: "22px",
    lineHeight: "29px",
    fontWeight: 500,
    letterSpacing: "-0.025em",
    color: ink,
  },
  text: { margin: "0 0 16px", fontSize: "15px", lineHeight: "24px", color: ink },
  facts: { margin: "0 0 20px" },
  factLabel: { ...cell, padding: "8px 12px 0 0", color: quiet },
  factValue: {
    ...cell,
    ...figures,
    whiteSpace: "normal",
    padding: "8px 0 0",
    fontSize: "13px",
    color: ink,
    textAlign: "right",
  },
  lines: { margin: "0 0 20px", borderTop: `2px solid ${ink}`, borderBottom: `2px solid ${ink}` },
  item: { ...cell, padding: "10px 12px 10px 0", color: ink },
  period: { fontSize: "12px", lineHeight: "18px", color: quiet },
  itemAmount: { ...cell, ...figures, padding: "10px 0", fontSize: "13px", color: ink, textAlign: "right" },
  sumLabel: { ...cell, padding: "4px 12px 4px 0", color: quiet },
  sumAmount: { ...cell, ...figures, padding: "4px 0", fontSize: "13px", color: quiet, textAlign: "right" },
  totalLabel: { ...cell, padding: "8px 12px 10px 0", fontWeight: 600, color: ink },
  totalAmount: { ...cell, ...figures, padding: "8px 0 10px", fontWeight: 600, color: ink, textAlign: "right" },
  ruled: { borderTop: `1px solid ${line}` },
  button: {
    display: "inline-block",
    margin: "4px 0 20px",
    padding: "12px 20px",
    borderRadius: "6px",
    backgroundColor: action,
    color: "#ffffff",
    fontSize: "15px",
    fontWeight: 600,
    textDecoration: "none",
  },
  second: { margin: "0 0 20px", fontSize: "15px", lineHeight: "24px", color: quiet },
  note: { margin: 0, fontSize: "13px", lineHeight: "20px", color: quiet },
  link: { color: action },
  rule: { border: "none", borderTop: `1px solid ${line}`, margin: "0 0 16px" },
  footer: { margin: "20px 4px 0", fontSize: "12px", lineHeight: "18px", color: quiet },
  address: { color: quiet, fontSize: "11px", lineHeight: "16px", textDecoration: "none", wordBreak: "break-all" },
  footerLink: { color: quiet, textDecoration: "underline" },
} satisfies Record<string, CSSProperties>;

/**
 * For mail programs that support it (Apple Mail, some versions of Outlook). Others keep the light version or invert it
 * themselves.
 */
export const darkScheme = "@media (prefers-color-scheme: dark)";

const dark = {
  paper: hexOf([0.155, 0.02, 266]),
  sheet: hexOf([0.192, 0.022, 266]),
  ink: hexOf([0.955, 0.008, 90]),
  quiet: hexOf([0.72, 0.022, 262]),
  line: hexOf([0.292, 0.026, 266]),
  action: hexOf([0.555, 0.207, 263]),
  link: hexOf([0.76, 0.12, 260]),
};

export const darkRules = `${darkScheme} {
  .page, .page > table > tbody > tr > td { background-color: ${dark.paper} !important; }
  .card { background-color: ${dark.sheet} !important; border-color: ${dark.line} !important; border-top-color: ${product} !important; }
  .ink { color: ${dark.ink} !important; }
  .quiet { color: ${dark.quiet} !important; }
  .link { color: ${dark.link} !important; }
  .button { background-color: ${dark.action} !important; color: #ffffff !important; }
  .rule { border-color: ${dark.line} !important; }
  .sum { border-color: ${dark.ink} !important; }
}`;
