import type { ReactNode } from "react";
import { type Example, examplesOf } from "@/components/api/examples";
import { inCode } from "@/components/api/in-code";
import { AnswerPanel, CodePanel } from "./code-panel";
import type { DocCall } from "./doc-calls";
import { type DocPath, DocsFrame, docPages } from "./docs-frame";
import { LanguageSwitch } from "./language-switch";

/** A step of a guide: text on the left, code on the right; below it on a phone. */
export type Step = {
  /** The anchor. */
  id: string;
  title: string;
  /** Text between backticks is code. */
  paragraphs: readonly string[];
  /** Short facts below the text. */
  points?: readonly string[];
  /** Requests with their answers. */
  calls?: readonly (DocCall & { title: string })[];
  /** Code that isn't a request. */
  code?: { title: string; examples: readonly Example[] };
  /** Data that isn't an answer. */
  data?: { title: string; value: unknown };
};

type GuideProps = {
  path: DocPath;
  title: string;
  lead: string;
  steps: readonly Step[];
  /** Where the application is, in the requests. */
  origin: string;
  children?: ReactNode;
};

export function Guide({ path, title, lead, steps, origin, children }: GuideProps) {
  const next = docPages[docPages.findIndex(({ href }) => href === path) + 1];
  const hasCode = steps.some(({ calls, code }) => calls || (code && code.examples.length > 1));
  return (
    <DocsFrame path={path}>
      <article className="grid gap-12">
        <header className="grid max-w-2xl gap-4">
          <h1 className="text-heading">{title}</h1>
          <p className="text-pretty text-lg text-muted-foreground leading-relaxed">{inCode(lead)}</p>
          {hasCode && <LanguageSwitch />}
        </header>
        {children}
        {steps.map((step) => (
          <StepSection key={step.id} step={step} origin={origin} />
        ))}
        {next && (
          <p className="border-t pt-6 text-muted-foreground">
            Next:{" "}
            <a href={next.href} className="font-medium text-foreground underline underline-offset-4">
              {next.label}
            </a>
          </p>
        )}
      </article>
    </DocsFrame>
  );
}

function StepSection({
  step: { id, title, paragraphs, points, calls, code, data },
  origin,
}: {
  step: Step;
  origin: string;
}) {
  const aside = calls || code || data;
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className={
        aside
          ? "grid scroll-mt-20 gap-x-10 gap-y-5 border-t pt-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)]"
          : "grid max-w-2xl scroll-mt-20 gap-5 border-t pt-8"
      }
    >
      <div className="grid content-start gap-3">
        <h2 id={`${id}-title`} className="font-semibold text-xl tracking-[-0.02em]">
          <a href={`#${id}`} className="underline-offset-4 hover:underline">
            {title}
          </a>
        </h2>
        {paragraphs.map((paragraph) => (
          <p key={paragraph} className="text-pretty text-muted-foreground leading-relaxed">
            {inCode(paragraph)}
          </p>
        ))}
        {points && (
          <ul className="grid list-disc gap-1.5 pl-5 text-muted-foreground leading-relaxed marker:text-border">
            {points.map((point) => (
              <li key={point} className="text-pretty">
                {inCode(point)}
              </li>
            ))}
          </ul>
        )}
      </div>
      {aside && (
        <div className="grid min-w-0 content-start gap-3">
          {calls?.map(({ title: what, answer, ...call }) => (
            <div key={what} className="grid min-w-0 gap-3">
              <CodePanel title={what} examples={examplesOf({ ...call, key: "GATEHOUSE_KEY" }, origin)} />
              {answer !== undefined && <AnswerPanel status={call.status} body={answer} />}
            </div>
          ))}
          {code && <CodePanel title={code.title} examples={code.examples} />}
          {data && (
            <CodePanel
              title={data.title}
              examples={[{ language: "JSON", code: JSON.stringify(data.value, null, 2) }]}
            />
          )}
        </div>
      )}
    </section>
  );
}
