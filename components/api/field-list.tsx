import type { Field } from "./fields";

/**
 * The look of every list of fields inside an element. The reference has two thousand fields, so each has no classes of its own: they
 * were half of the page.
 */
export const fieldListStyles = [
  "[&_.fields]:mt-3 [&_.fields]:divide-y [&_.fields]:rounded-lg [&_.fields]:border [&_.fields]:text-sm",
  "[&_.fields>li]:grid [&_.fields>li]:min-w-0 [&_.fields>li]:gap-1 [&_.fields>li]:px-4 [&_.fields>li]:py-3",
  "[&_.fields>li>p]:text-muted-foreground",
  "[&_.fields>li>p:first-child]:flex [&_.fields>li>p:first-child]:flex-wrap [&_.fields>li>p:first-child]:items-baseline [&_.fields>li>p:first-child]:gap-x-3",
  "[&_.fields_code]:font-medium [&_.fields_code]:font-mono [&_.fields_code]:text-foreground",
  "[&_.fields_var]:min-w-0 [&_.fields_var]:font-mono [&_.fields_var]:text-xs [&_.fields_var]:not-italic [&_.fields_var]:[overflow-wrap:anywhere]",
  "[&_.fields_small]:text-xs",
  "[&_.fields_summary]:w-fit [&_.fields_summary]:rounded-sm [&_.fields_summary]:text-muted-foreground [&_.fields_summary]:text-xs",
].join(" ");

/** A list of fields, with the fields of objects nested. Looks like one inside an element with `fieldListStyles`. */
export function FieldList({ fields }: { fields: readonly Field[] }) {
  return (
    <ul className="fields">
      {fields.map((field) => (
        <FieldItem key={field.name} field={field} />
      ))}
    </ul>
  );
}

function FieldItem({ field: { name, type, required, description, fields } }: { field: Field }) {
  return (
    <li>
      <p>
        <code>{name}</code>
        <var>{type}</var>
        {required && <small>required</small>}
      </p>
      {description && <p>{description.replaceAll("`", "")}</p>}
      {fields.length > 0 && (
        <details>
          <summary>
            {fields.length} fields of {name}
          </summary>
          <FieldList fields={fields} />
        </details>
      )}
    </li>
  );
}
