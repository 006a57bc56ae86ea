"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { Example } from "./examples";

/** Static elements take no tab stops, except for scrollable regions (WCAG 2.1.1). */
const scrollable = { tabIndex: 0 };

/** One request in several languages, to copy. */
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
          <pre
            {...scrollable}
            className="overflow-x-auto bg-muted/50 p-4 pt-12 font-mono text-xs leading-relaxed sm:pt-4 sm:pr-14"
          >
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
