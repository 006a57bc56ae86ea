import type { CSSProperties } from "react";

// Mail programs support neither style sheets nor CSS variables, so these are the pages' colors as plain values.
const ink = "#171c26";
const quiet = "#5b6472";
const line = "#e2e5ea";
const accent = "#2447d8";
const sans = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Helvetica, Arial, sans-serif";

export const styles = {
  body: { margin: 0, backgroundColor: "#f7f8fa", fontFamily: sans, color: ink },
  container: { maxWidth: "560px", margin: "0 auto", padding: "32px 16px" },
  brand: { margin: "0 0 16px 4px", fontSize: "16px", fontWeight: 600, letterSpacing: "-0.02em", color: ink },
  card: { backgroundColor: "#ffffff", border: `1px solid ${line}`, borderRadius: "8px", padding: "32px 24px" },
  heading: {
    margin: "0 0 16px",
    fontSize: "20px",
    lineHeight: "28px",
    fontWeight: 600,
    letterSpacing: "-0.02em",
    color: ink,
  },
  text: { margin: "0 0 16px", fontSize: "15px", lineHeight: "24px", color: ink },
  facts: { margin: "0 0 16px", borderTop: `1px solid ${line}` },
  factLabel: { padding: "8px 12px 0 0", fontSize: "14px", lineHeight: "20px", color: quiet, verticalAlign: "top" },
  factValue: { padding: "8px 0 0", fontSize: "14px", lineHeight: "20px", color: ink, textAlign: "right" },
  button: {
    display: "inline-block",
    margin: "8px 0 24px",
    padding: "12px 20px",
    borderRadius: "6px",
    backgroundColor: accent,
    color: "#ffffff",
    fontSize: "15px",
    fontWeight: 600,
    textDecoration: "none",
  },
  second: { margin: "0 0 24px", fontSize: "15px", lineHeight: "24px", color: quiet },
  small: { margin: "0 0 12px", fontSize: "13px", lineHeight: "20px", color: quiet },
  note: { margin: 0, fontSize: "13px", lineHeight: "20px", color: quiet },
  link: { color: accent },
  address: { color: accent, wordBreak: "break-all" },
  rule: { border: "none", borderTop: `1px solid ${line}`, margin: "8px 0 16px" },
  footer: { margin: "20px 4px 0", fontSize: "12px", lineHeight: "18px", color: quiet },
  footerLink: { color: quiet, textDecoration: "underline" },
} satisfies Record<string, CSSProperties>;

/**
 * For mail programs that support it (Apple Mail, some versions of Outlook). Others keep the light version or invert it
 * themselves.
 */
export const darkScheme = "@media (prefers-color-scheme: dark)";

export const darkRules = `${darkScheme} {
  .page, .page > table > tbody > tr > td { background-color: #0f131b !important; }
  .card { background-color: #171c26 !important; border-color: #2b3342 !important; }
  .ink { color: #eef1f6 !important; }
  .quiet { color: #9aa5b5 !important; }
  .link { color: #9db1ff !important; }
  .button { background-color: #4665ea !important; color: #ffffff !important; }
  .rule { border-color: #2b3342 !important; }
}`;
