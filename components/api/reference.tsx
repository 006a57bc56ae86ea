import { CopyButtons } from "@/components/docs/copy-buttons";
import { LanguageSwitch } from "@/components/docs/language-switch";
import type { ApiDocument } from "@/lib/api/document";
import { cn } from "@/lib/cn";
import { ErrorList, usualErrors } from "./error-list";
import { fieldListStyles } from "./field-list";
import { inCode } from "./in-code";
import { OperationFinder } from "./operation-finder";
import { OperationSection } from "./operation-section";
import { listedOperations } from "./operations";

/** The whole API on one page: operations to find on the left, what they do in the middle, examples on the right. */
export function ApiReference({ document, origin }: { document: ApiDocument; origin: string }) {
  const listed = listedOperations(document);
  return (
    <div className="mx-auto grid w-full max-w-[96rem] gap-x-10 gap-y-8 px-5 py-8 sm:px-8 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <nav
        aria-label="Operations"
        className="grid content-start gap-4 self-start text-sm lg:sticky lg:top-20 lg:max-h-[calc(100dvh-6rem)]"
      >
        <OperationFinder />
        <ul
          id="operations"
          className="grid max-h-56 content-start gap-5 overflow-y-auto rounded-md border p-3 lg:max-h-none lg:rounded-none lg:border-0 lg:p-0"
        >
          {listed.map(({ tag, operations }) => (
            <li key={tag} className="grid gap-0.5 has-[li]:not-has-[li:not([hidden])]:hidden">
              <a href={`#tag-${tag}`} className="px-2 py-1 font-medium">
                {tag}
              </a>
              <ul className="grid">
                {operations.map(({ id, summary, method, path }) => (
                  <li key={id} data-words={`${summary} ${method} ${path} ${id}`.toLowerCase()}>
                    <a
                      href={`#${id}`}
                      className="block rounded-md px-2 py-1 text-muted-foreground hover:text-foreground aria-[current=location]:bg-muted aria-[current=location]:font-medium aria-[current=location]:text-foreground"
                    >
                      {summary.replaceAll("`", "")}
                    </a>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </nav>
      <div className={cn("grid min-w-0 gap-14", fieldListStyles)}>
        <header className="grid gap-x-12 gap-y-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,0.9fr)]">
          <div className="grid max-w-2xl gap-5">
            <h1 className="text-heading">API reference</h1>
            <p className="text-pretty text-lg text-muted-foreground leading-relaxed">
              {inCode(document.info.description ?? "")}
            </p>
            <p className="text-muted-foreground">
              New here? Begin with the{" "}
              <a href="/docs" className="font-medium text-foreground underline underline-offset-4">
                quick start
              </a>
              . For tools, there is the{" "}
              <a href="/api/openapi.json" className="font-medium text-foreground underline underline-offset-4">
                OpenAPI 3.1 document
              </a>
              .
            </p>
          </div>
          <div className="grid content-end gap-2">
            <p className="text-muted-foreground text-sm">Examples in</p>
            <LanguageSwitch />
          </div>
        </header>
        <section id="errors" aria-labelledby="errors-title" className="grid max-w-2xl scroll-mt-20 gap-4">
          <h2 id="errors-title" className="font-semibold text-2xl tracking-[-0.02em]">
            Errors
          </h2>
          <p className="text-muted-foreground">Every operation can answer these. Others are listed with it.</p>
          <ErrorList errors={[...usualErrors].map(([status, description]) => ({ status, description }))} />
        </section>
        {listed.map(({ tag, description, operations }) => (
          <section key={tag} aria-labelledby={`tag-${tag}`} className="grid min-w-0 gap-12">
            <div className="grid gap-2 border-b pb-4">
              <h2 id={`tag-${tag}`} className="scroll-mt-20 font-semibold text-2xl tracking-[-0.02em]">
                {tag}
              </h2>
              <p className="text-muted-foreground">{description}</p>
            </div>
            {operations.map((operation) => (
              <OperationSection key={operation.id} document={document} operation={operation} origin={origin} />
            ))}
          </section>
        ))}
      </div>
      <CopyButtons />
    </div>
  );
}
