"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";

/** A value to copy into another app. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  const Icon = copied ? Check : Copy;
  return (
    <div className="grid min-w-0 gap-1">
      <dt className="font-medium text-sm">{label}</dt>
      <dd className="flex min-w-0 items-start gap-2">
        <code className="min-w-0 flex-1 select-all rounded-md border bg-muted/50 px-2.5 py-1.5 font-mono text-xs [overflow-wrap:anywhere]">
          {value}
        </code>
        <Button
          variant="outline"
          size="sm"
          onClick={() => void copy()}
          aria-label={copied ? "Copied" : `Copy ${label}`}
        >
          <Icon aria-hidden />
        </Button>
      </dd>
    </div>
  );
}
