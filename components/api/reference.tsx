import { frame } from "@/components/marketing/section";
import type { ApiDocument } from "@/lib/api/document";
import { cn } from "@/lib/cn";
import { inCode } from "./in-code";
import { OperationSection } from "./operation-section";
import { listedOperations } from "./operations";

/** The whole API on one page. */
export function ApiReference({ document }: { document: ApiDocument }) {
  const listed = listedOperations(document);
  return (
    <div className={cn(frame, "grid gap-x-14 gap-y-12 py-14 sm:py-20 lg:grid-cols-[15rem_minmax(0,1fr)]")}>
      <nav
        aria-label="Operations"
        className="hidden max-h-[calc(100vh-8rem)] content-start gap-6 self-start overflow-y-auto text-sm lg:sticky lg:top-24 lg:grid"
      >
        {listed.map(({ tag, operations }) => (
          <div key={tag} className="grid gap-1">
            <p className="font-medium">{tag}</p>
            {operations.map(({ id, summary }) => (
              <a key={id} href={`#${id}`} className="py-0.5 text-muted-foreground hover:text-foreground">
                {summary.replaceAll("`", "")}
              </a>
            ))}
          </div>
        ))}
      </nav>
      <div className="grid min-w-0 gap-16">
        <header className="grid max-w-2xl gap-5">
          <h1 className="text-heading">API reference</h1>
          <p className="text-lg text-muted-foreground leading-relaxed">{inCode(document.info.description ?? "")}</p>
          <p className="text-muted-foreground">
            Also available as an OpenAPI 3.1 document:{" "}
            <a href="/api/openapi.json" className="font-medium text-foreground underline underline-offset-4">
              /api/openapi.json
            </a>
          </p>
        </header>
        {listed.map(({ tag, description, operations }) => (
          <section key={tag} aria-labelledby={`tag-${tag}`} className="grid min-w-0 gap-10">
            <div className="grid gap-2 border-b pb-4">
              <h2 id={`tag-${tag}`} className="font-semibold text-2xl tracking-[-0.02em]">
                {tag}
              </h2>
              <p className="text-muted-foreground">{description}</p>
            </div>
            {operations.map((operation) => (
              <OperationSection key={operation.id} document={document} operation={operation} />
            ))}
          </section>
        ))}
      </div>
    </div>
  );
}
