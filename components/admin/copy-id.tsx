"use client";

import { Check, Copy, ExternalLink } from "lucide-react";
import { useState } from "react";
import { cn } from "@/lib/cn";

type CopyIdProps = {
  value: string;
  /** What it identifies, for the buttons' names. */
  label: string;
  /** Where it is shown: a page of ours or Stripe's. */
  href?: string | null | undefined;
  className?: string;
};

/** An ID that can be copied with a click and, with `href`, opened in a new tab. */
export function CopyId({ value, label, href, className }: CopyIdProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  const Icon = copied ? Check : Copy;
  return (
    <span className={cn("inline-flex min-w-0 max-w-full items-center gap-0.5", className)}>
      <code className="min-w-0 select-all truncate font-mono text-xs">{value}</code>
      <button type="button" onClick={() => void copy()} className={buttonClasses} title={`Copy ${label}`}>
        <Icon className="size-3.5" aria-hidden />
        <span className="sr-only">{copied ? "Copied" : `Copy ${label}`}</span>
      </button>
      {href && (
        <a href={href} target="_blank" rel="noreferrer" className={buttonClasses} title={`Open ${label} in Stripe`}>
          <ExternalLink className="size-3.5" aria-hidden />
          <span className="sr-only">Open {label} in Stripe</span>
        </a>
      )}
    </span>
  );
}

const buttonClasses =
  "relative shrink-0 rounded-sm p-1 text-muted-foreground transition-colors hover:bg-accent hover:text-foreground max-sm:p-2";
