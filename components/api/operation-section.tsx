import { AnswerPanel, CodePanel } from "@/components/docs/code-panel";
import type { ApiDocument } from "@/lib/api/document";
import { ErrorList, usualErrors } from "./error-list";
import { exampleOf } from "./example-answer";
import { examplesOf } from "./examples";
import { FieldList } from "./field-list";
import { type Field, fieldsOf, labelOf, type Schema, shapesOf, typeOf } from "./fields";
import { inCode } from "./in-code";
import { MethodBadge } from "./method-badge";
import type { Answer, ListedOperation, Parameter } from "./operations";

type Props = { document: ApiDocument; operation: ListedOperation; origin: string };

/** One operation: parameters, body, responses and errors; beside them, a request to copy and its answer. */
export function OperationSection({ document, operation, origin }: Props) {
  const { id, method, path, summary, description, callers, parameters, body } = operation;
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid min-w-0 scroll-mt-20 gap-x-12 gap-y-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,0.9fr)]"
    >
      <div className="grid min-w-0 content-start gap-5">
        <div className="grid gap-2">
          <h3 id={`${id}-title`} className="font-semibold text-lg tracking-[-0.015em]">
            <a href={`#${id}`} className="underline-offset-4 hover:underline">
              {inCode(summary)}
            </a>
          </h3>
          <p className="flex flex-wrap items-center gap-2 font-mono text-sm">
            <MethodBadge method={method} />
            <span className="[overflow-wrap:anywhere]">{path}</span>
          </p>
          {description && <p className="max-w-2xl text-pretty text-muted-foreground">{inCode(description)}</p>}
          <p className="text-muted-foreground text-sm">{callers.join(" · ")}</p>
        </div>
        {parameters.length > 0 && (
          <Fields title="Parameters" fields={parameters.map((one) => asField(document, one))} />
        )}
        {body && <Shapes document={document} title="Body" schema={body} />}
        <Answers document={document} answers={operation.answers} />
      </div>
      <Examples document={document} operation={operation} origin={origin} />
    </section>
  );
}

/** The request, for callers with a key, and what an answer looks like. In view while the text beside it is read. */
function Examples({ document, operation, origin }: Props) {
  const answer = operation.answers.find(({ status }) => status < "400");
  const hasKey = operation.callers.some((caller) => caller.includes("key"));
  if (!hasKey && !answer?.json) return null;
  return (
    <div className="grid min-w-0 content-start gap-3 self-start xl:sticky xl:top-20">
      {hasKey && (
        <CodePanel title={operation.summary.replaceAll("`", "")} examples={examplesOf(callOf(operation), origin)} />
      )}
      {answer?.json && answer.schema && (
        <AnswerPanel status={answer.status} body={exampleOf(document, answer.schema)} className="max-h-80" />
      )}
    </div>
  );
}

function callOf({ method, path, example, callers }: ListedOperation) {
  const platform = callers.some((caller) => caller.startsWith("Platform key"));
  const query = platform && method === "GET" ? "?organization=your-customer-id" : "";
  return {
    method,
    path: `${path.replaceAll("{id}", "0197b3f2-8c1e-7a44-9d53-6f1b2c3d4e5f")}${query}`,
    body: example,
    key: "GATEHOUSE_KEY",
  };
}

function asField(document: ApiDocument, { name, in: place, required, schema, description }: Parameter): Field {
  return { name: `${name} (${place})`, type: typeOf(document, schema), required, description, fields: [] };
}

type ShapesProps = { document: ApiDocument; title: string; schema: Schema };

function Shapes({ document, title, schema }: ShapesProps) {
  const shapes = shapesOf(document, schema);
  return shapes.map((shape, index) => (
    <Fields
      // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no names
      key={index}
      title={shapes.length > 1 ? `${title}${labelOf(document, shape.schema)}` : title}
      fields={fieldsOf(document, shape.schema)}
    />
  ));
}

function Fields({ title, fields }: { title: string; fields: readonly Field[] }) {
  if (fields.length === 0) return null;
  return (
    <details open={title === "Parameters" || title.startsWith("Body")} className="min-w-0">
      <summary className="w-fit rounded-sm font-medium text-sm">{title}</summary>
      <FieldList fields={fields} />
    </details>
  );
}

function Answers({ document, answers }: { document: ApiDocument; answers: readonly Answer[] }) {
  const good = answers.filter(({ status }) => status < "400");
  const errors = answers.filter(
    ({ status, description }) => status >= "400" && usualErrors.get(status) !== description,
  );
  return (
    <>
      {good.map(({ status, schema }) =>
        schema ? <Shapes key={status} document={document} title={`${status} response`} schema={schema} /> : null,
      )}
      <p className="text-sm">
        <span className="font-medium">Errors</span>{" "}
        <a href="#errors" className="text-muted-foreground underline-offset-4 hover:underline">
          {errors.length > 0 ? "besides the usual ones" : "the usual ones"}
        </a>
      </p>
      {errors.length > 0 && <ErrorList errors={errors} />}
    </>
  );
}
