"use client";

import { Check, Copy, Smartphone } from "lucide-react";
import { useEffect, useState } from "react";
import type { DemoCode } from "@/lib/time-machine";
import { readDemoCode } from "./actions";

/** The code an authenticator app would show, always the current one. */
export function AuthenticatorCode({ initial }: { initial: DemoCode }) {
  const [read, setRead] = useState<{ since: DemoCode; code: DemoCode | null }>();
  const shown = read?.since === initial ? read.code : initial;
  const [copied, setCopied] = useState<string>();
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(async () => {
      const answer = await readDemoCode().catch(() => undefined);
      setRead({ since: initial, code: answer?.ok ? answer.data : null });
    }, shown.expiresIn + 100);
    return () => clearTimeout(timer);
  }, [initial, shown]);
  if (!shown) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(shown.code);
    setCopied(shown.code);
  };
  const Icon = copied === shown.code ? Check : Copy;
  return (
    <p className="flex items-center gap-2">
      <Smartphone className="size-4 text-muted-foreground" aria-hidden />
      <span className="text-muted-foreground">Demo authenticator</span>
      <output className="font-mono font-semibold tabular-nums" data-demo-code>
        {shown.code}
      </output>
      <button
        type="button"
        aria-label="Copy the code"
        onClick={() => void copy()}
        className="rounded-sm p-1 text-muted-foreground hover:text-foreground"
      >
        <Icon className="size-3.5" aria-hidden />
      </button>
    </p>
  );
}
