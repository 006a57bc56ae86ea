"use client";

import { Check, Copy, Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";

type RecoveryCodesProps = { codes: readonly string[]; productName: string; email: string };

/** Codes that are shown once: to copy, to download, or to write down. */
export function RecoveryCodes({ codes, productName, email }: RecoveryCodesProps) {
  const [copied, setCopied] = useState(false);
  const text = [`Recovery codes for ${email} at ${productName}. Each works once.`, "", ...codes, ""].join("\n");
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  const Icon = copied ? Check : Copy;
  return (
    <div className="grid gap-4">
      <ul
        aria-label="Recovery codes"
        className="grid grid-cols-1 gap-x-6 gap-y-2 rounded-lg border bg-muted/50 p-4 font-mono text-sm min-[400px]:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code} className="whitespace-nowrap tabular-nums">
            {code}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="outline" size="sm">
          <a
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            download={`${productName.toLowerCase()}-recovery-codes.txt`}
          >
            <Download aria-hidden /> Download
          </a>
        </Button>
        <Button variant="outline" size="sm" onClick={() => void copy()}>
          <Icon aria-hidden /> {copied ? "Copied" : "Copy"}
        </Button>
      </div>
    </div>
  );
}
