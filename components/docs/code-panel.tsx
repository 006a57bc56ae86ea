import { Check, Copy } from "lucide-react";
import type { ReactNode } from "react";
import type { Example } from "@/components/api/examples";
import { cn } from "@/lib/cn";

/** Static elements take no tab stops, except for scrollable regions (WCAG 2.1.1). */
const scrollable = { tabIndex: 0 };

const text = "overflow-x-auto p-4 font-mono text-[0.8125rem] leading-relaxed";

type CodePanelProps = {
  /** What it is, in the panel's head. */
  title: string;
  /** The same in several languages, of which `LanguageSwitch` shows one. */
  examples: readonly Example[];
};

/** Code to copy. Dark in both themes, so that requests stand out from answers. */
export function CodePanel({ title, examples }: CodePanelProps) {
  return (
    <figure data-code className="dark min-w-0 overflow-hidden rounded-lg border bg-card text-foreground">
      <Head title={title} />
      {examples.map(({ language, code }) => (
        <pre key={language} {...scrollable} data-language={examples.length > 1 ? language : undefined} className={text}>
          <code>{code}</code>
        </pre>
      ))}
    </figure>
  );
}

type AnswerPanelProps = { status: number | string; body: unknown; className?: string };

/** An answer of the API. */
export function AnswerPanel({ status, body, className }: AnswerPanelProps) {
  const good = Number(status) < 400;
  return (
    <figure data-code className="min-w-0 overflow-hidden rounded-lg border bg-muted/40">
      <Head title="Response">
        <span
          className={cn("figures font-medium", good ? "text-success-ink" : "text-destructive-ink")}
        >{`${status}`}</span>
      </Head>
      <pre {...scrollable} className={cn(text, "max-h-96 overflow-y-auto", className)}>
        <code>{JSON.stringify(body, null, 2)}</code>
      </pre>
    </figure>
  );
}

/** `CopyButtons` makes the button work. */
function Head({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <figcaption className="flex h-10 items-center gap-3 border-b pr-1 pl-4 text-muted-foreground text-xs">
      <span className="min-w-0 flex-1 truncate">{title}</span>
      {children}
      <button
        type="button"
        data-copy
        aria-label={`Copy: ${title}`}
        className="group inline-flex size-8 items-center justify-center rounded-md hover:bg-accent hover:text-foreground [@media(scripting:none)]:hidden"
      >
        <Copy aria-hidden className="size-3.5 group-data-copied:hidden" />
        <Check aria-hidden className="hidden size-3.5 group-data-copied:block" />
      </button>
    </figcaption>
  );
}
