import type { Field } from "./fields";

/** A list of fields, with the fields of objects nested. */
export function FieldList({ fields }: { fields: readonly Field[] }) {
  return (
    <ul className="mt-3 divide-y rounded-lg border">
      {fields.map((field) => (
        <FieldItem key={field.name} field={field} />
      ))}
    </ul>
  );
}

function FieldItem({ field: { name, type, required, description, fields } }: { field: Field }) {
  return (
    <li className="grid min-w-0 gap-1 px-4 py-3 text-sm">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <code className="font-medium font-mono">{name}</code>
        <span className="min-w-0 font-mono text-muted-foreground text-xs [overflow-wrap:anywhere]">{type}</span>
        {required && <span className="text-muted-foreground text-xs">required</span>}
      </p>
      {description && <p className="text-muted-foreground">{description.replaceAll("`", "")}</p>}
      {fields.length > 0 && (
        <details>
          <summary className="w-fit rounded-sm text-muted-foreground text-xs hover:text-foreground">
            {fields.length} fields of {name}
          </summary>
          <FieldList fields={fields} />
        </details>
      )}
    </li>
  );
}
