import type { CSSProperties, ReactNode } from "react";

// Plain elements with short classes of components/marketing/site.css: the page repeats them in its data for React, and
// these drawings are most of its elements.

type MiniatureProps = { title: string; aside?: string; children: ReactNode };

/** A window of the product. */
export function Miniature({ title, aside, children }: MiniatureProps) {
  return (
    <div className="mini">
      <p className="mini-head">
        <b>{title}</b>
        {aside && <span className="figures">{aside}</span>}
      </p>
      {children}
    </div>
  );
}

/** A label and a figure on one line. */
export function Line({ label, value, tone }: { label: ReactNode; value: ReactNode; tone?: Tone }) {
  return (
    <p className="mini-line">
      <span>{label}</span>
      <span className="figures" data-tone={tone}>
        {value}
      </span>
    </p>
  );
}

type Tone = "ok" | "signal" | "bad" | "quiet";

export const Tag = ({ tone, children }: { tone?: Tone; children: ReactNode }) => (
  <span className="mini-tag" data-tone={tone}>
    {children}
  </span>
);

/** A bar that is filled to `value` percent, from `from` percent on. */
export function Bar({ value, from = 0, tone }: { value: number; from?: number; tone?: Tone }) {
  const style: CSSProperties = { "--from": `${from}%`, "--to": `${value}%` };
  return <i className="mini-bar" data-tone={tone} style={style} />;
}

declare module "react" {
  interface CSSProperties {
    [variable: `--${string}`]: string | number | undefined;
  }
}
