"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import Link from "@/components/navigation/link";
import { useProgressOf } from "@/components/navigation/progress";
import { Button } from "@/components/ui/button";

type FilterFormProps = {
  /** The page that is filtered. */
  action: string;
  /** The filter that the page shows. */
  values: Readonly<Record<string, string | undefined>>;
  className?: string;
  children: ReactNode;
};

/** How long nothing is typed before the page is asked for. */
const typingPauseMs = 350;

/** Filters in the URL that apply as they change. Without script, a button applies them (`FilterEnd`). */
export function FilterForm({ action, values, className, children }: FilterFormProps) {
  const router = useRouter();
  const showProgress = useProgressOf();
  const form = useRef<HTMLFormElement>(null);
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  useShownValues(form, values);
  useEffect(() => () => clearTimeout(typing.current), []);
  const apply = (fields: HTMLFormElement) => {
    clearTimeout(typing.current);
    showProgress(() => router.replace(filteredUrl(action, new FormData(fields)), { scroll: false }));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element isn't known to all screen readers.
    <form
      ref={form}
      action={action}
      role="search"
      className={className}
      onChange={({ currentTarget, target }) => {
        clearTimeout(typing.current);
        if (isTyped(target)) typing.current = setTimeout(() => apply(currentTarget), typingPauseMs);
        else apply(currentTarget);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        apply(event.currentTarget);
      }}
    >
      {children}
    </form>
  );
}

/** Brings the fields in line with another URL: after "Clear", and after going back. What is being typed stays. */
function useShownValues(form: React.RefObject<HTMLFormElement | null>, values: FilterFormProps["values"]): void {
  const shown = JSON.stringify(values);
  useEffect(() => {
    const named = JSON.parse(shown) as Record<string, string | undefined>;
    for (const field of form.current?.elements ?? []) {
      if (field === document.activeElement) continue;
      if (field instanceof HTMLSelectElement) field.value = named[field.name] ?? "";
      if (!(field instanceof HTMLInputElement) || field.type === "hidden") continue;
      if (field.type === "checkbox") field.checked = named[field.name] === field.value;
      else field.value = named[field.name] ?? "";
    }
  }, [form, shown]);
}

const isTyped = (field: EventTarget): boolean => field instanceof HTMLInputElement && field.type !== "checkbox";

/** Without the fields that are empty. */
function filteredUrl(action: string, fields: FormData): string {
  const filled = [...fields].flatMap(([name, value]) => (typeof value === "string" && value ? [[name, value]] : []));
  return filled.length === 0 ? action : `${action}?${new URLSearchParams(filled)}`;
}

type FilterEndProps = {
  /** The page without filters; undefined while there are none. */
  clear: string | undefined;
  className?: string;
};

/** What ends a `FilterForm`: "Clear" and, without script, "Apply". */
export function FilterEnd({ clear, className }: FilterEndProps) {
  return (
    <>
      <noscript>
        <Button type="submit" variant="outline">
          Apply
        </Button>
      </noscript>
      {clear && (
        <span className={className}>
          <Button asChild variant="ghost">
            <Link href={clear}>Clear</Link>
          </Button>
        </span>
      )}
    </>
  );
}
