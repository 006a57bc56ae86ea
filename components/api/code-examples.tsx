"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { Example } from "./examples";

/** The same request in several languages, to copy. */
export function CodeExamples({ label, examples }: { label: string; examples: readonly Example[] }) {
  return (
    <Tabs defaultValue={examples[0]?.language ?? ""} className="gap-0 overflow-hidden rounded-lg border">
      <TabsList aria-label={`${label}: languages`} className="px-4">
        {examples.map(({ language }) => (
          <TabsTrigger key={language} value={language}>
            {language}
          </TabsTrigger>
        ))}
      </TabsList>
      {examples.map(({ language, code }) => (
        <TabsContent key={language} value={language} className="relative">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <pre tabIndex={0} className="overflow-x-auto bg-muted/50 p-4 pr-14 font-mono text-xs leading-relaxed">
            <code>{code}</code>
          </pre>
          <CopyCode code={code} />
        </TabsContent>
      ))}
    </Tabs>
  );
}

function CopyCode({ code }: { code: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    setCopied(true);
  };
  return (
    <Button variant="ghost" size="icon" onClick={copy} className="absolute top-2 right-2">
      {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span className="sr-only">{copied ? "Copied" : "Copy"}</span>
    </Button>
  );
}
