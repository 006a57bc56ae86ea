"use client";

import { createContext, lazy, type ReactNode, Suspense, useContext, useId, useRef, useState } from "react";
import Link from "@/components/navigation/link";
import { Button, type ButtonProps } from "@/components/ui/button";
import { cn } from "@/lib/cn";

const BlockPopover = lazy(() => import("./block-popover"));

/** Why something can't be changed now, and what resolves it. */
export type Block = { reason: string; wayOut?: { label: string; href: string } | undefined };

type Limits = {
  /** A platform admin acts as this person, in a support session. */
  acting: boolean;
  /** The support session is view only. */
  viewOnly: boolean;
  /** The organization may read only, for example because its trial is over. */
  readOnly: Block | null;
};

const LimitsContext = createContext<Limits>({ acting: false, viewOnly: false, readOnly: null });
const BlockContext = createContext<Block | null>(null);

/** Says once per layout what the person may not do on its pages. */
export function WriteLimits({ children, ...limits }: Limits & { children: ReactNode }) {
  return <LimitsContext value={limits}>{children}</LimitsContext>;
}

type WritesProps = {
  /** Not for a platform admin in a support session, whatever its access. */
  inPerson?: boolean;
  /** What the organization's access must allow, as for the server: `read` for what is open to it while it is read-only. */
  need?: "read" | "write";
  /** For a form: shows the reason as text above it, and disables its fields. */
  explain?: boolean;
  children: ReactNode;
};

/**
 * Around what changes something: says before, not after, that it can't be changed now. Inside, use `WriteButton` in place
 * of `Button`. The server refuses it regardless.
 */
export function Writes({ inPerson = false, need = "write", explain = false, children }: WritesProps) {
  const outer = useContext(BlockContext);
  const block = blockOf(useContext(LimitsContext), { inPerson, need });
  if (outer || !block) return children;
  if (!explain) return <BlockContext value={block}>{children}</BlockContext>;
  return (
    <BlockContext value={block}>
      <p className="mb-4 text-muted-foreground text-sm">
        {block.reason} <WayOut {...block} />
      </p>
      <fieldset
        disabled
        title={block.reason}
        className="contents [&_:disabled]:cursor-not-allowed [&_input:disabled]:opacity-60"
        data-off
      >
        {children}
      </fieldset>
    </BlockContext>
  );
}

function blockOf(limits: Limits, { inPerson, need }: { inPerson: boolean; need: "read" | "write" }): Block | null {
  if (limits.acting && inPerson) return { reason: "Only the customer can change this." };
  if (limits.viewOnly) return { reason: "View only: changes are disabled in this session." };
  return need === "write" ? limits.readOnly : null;
}

/** Why the `Writes` around this can't be used; null if it can. */
export const useBlock = (): Block | null => useContext(BlockContext);

/** A button that changes something or opens a form for it. When that is impossible, it says why instead, and the way out. */
export function WriteButton(props: ButtonProps) {
  const block = useBlock();
  return block ? <BlockedButton block={block} {...props} /> : <Button {...props} />;
}

/** Keeps the focus, so that everyone can reach the reason. */
function BlockedButton({ block, variant, size, className, children, asChild }: ButtonProps & { block: Block }) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        ref={button}
        type="button"
        variant={variant}
        size={size}
        className={cn("cursor-not-allowed aria-disabled:pointer-events-auto", className)}
        aria-disabled
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-describedby={id}
        title={block.reason}
        onClick={() => setOpen(!open)}
      >
        {asChild ? childrenOf(children) : children}
      </Button>
      <span id={id} className="sr-only">
        {block.reason}
      </span>
      {open && (
        <Suspense>
          <BlockPopover open onOpenChange={setOpen} button={button}>
            <p>{block.reason}</p>
            <WayOut {...block} />
          </BlockPopover>
        </Suspense>
      )}
    </>
  );
}

/** The content of a link that is shown as a button. */
function childrenOf(link: ReactNode): ReactNode {
  const hasChildren = typeof link === "object" && link !== null && "props" in link;
  return hasChildren && isParent(link.props) ? link.props.children : link;
}

const isParent = (props: unknown): props is { children: ReactNode } =>
  typeof props === "object" && props !== null && "children" in props;

function WayOut({ wayOut }: Block) {
  if (!wayOut) return null;
  const classes = "w-fit font-medium text-foreground underline underline-offset-4";
  if (!wayOut.href.startsWith("/")) {
    return (
      <a href={wayOut.href} className={classes}>
        {wayOut.label}
      </a>
    );
  }
  return (
    <Link href={wayOut.href} className={classes}>
      {wayOut.label}
    </Link>
  );
}
