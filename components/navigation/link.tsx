"use client";

import NextLink, { useLinkStatus } from "next/link";
import { type ComponentProps, useEffect, useRef, useState } from "react";
import { useProgressWhile } from "./progress";

/** Long enough that a pointer on its way to somewhere else loads nothing. */
const dwellMs = 65;

type LinkProps = Omit<ComponentProps<typeof NextLink>, "prefetch">;

/**
 * A link of the signed-in pages. The frame of its page loads in advance once someone seems about to follow it, rather than when it
 * becomes visible: a table has dozens of links. Never its content: `refresh()` in an action doesn't make Next forget what was loaded
 * in advance, so the page would go on showing it. While its page is on its way, it holds an element with `data-link-pending`.
 */
export default function Link({
  children,
  onPointerEnter,
  onPointerLeave,
  onFocus,
  onBlur,
  onTouchStart,
  ...props
}: LinkProps) {
  const [near, setNear] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const approach = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setNear(true), dwellMs);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <NextLink
      {...props}
      prefetch={near ? "auto" : false}
      onPointerEnter={(event) => {
        onPointerEnter?.(event);
        approach();
      }}
      onPointerLeave={(event) => {
        onPointerLeave?.(event);
        clearTimeout(timer.current);
      }}
      onFocus={(event) => {
        onFocus?.(event);
        approach();
      }}
      onBlur={(event) => {
        onBlur?.(event);
        clearTimeout(timer.current);
      }}
      onTouchStart={(event) => {
        onTouchStart?.(event);
        setNear(true);
      }}
    >
      {children}
      <Pending />
    </NextLink>
  );
}

function Pending() {
  const { pending } = useLinkStatus();
  useProgressWhile(pending);
  return pending ? <span hidden data-link-pending /> : null;
}
