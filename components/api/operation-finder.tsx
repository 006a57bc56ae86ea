"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { formatCount } from "@/lib/numbers";

const list = () => document.getElementById("operations");
const links = () => [...(list()?.querySelectorAll<HTMLAnchorElement>("li[data-words]:not([hidden]) a") ?? [])];

/**
 * Filters the list of operations that the server rendered, and marks the one that is being read. By keyboard: "/" to search, arrows to
 * move in the list, Enter to open the first match, Escape to show all again.
 */
export function OperationFinder() {
  const input = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<number>();
  useEffect(markWhatIsRead, []);
  useEffect(() => {
    const focusOnSlash = (event: globalThis.KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select");
      if (event.key !== "/" || typing || event.metaKey || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    const moveByArrow = (event: globalThis.KeyboardEvent) => {
      const all: (Element | null)[] = links();
      const at = all.indexOf(document.activeElement);
      if (at < 0 || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      event.preventDefault();
      const next = links()[event.key === "ArrowDown" ? at + 1 : at - 1];
      if (next) next.focus();
      else if (event.key === "ArrowUp") input.current?.focus();
    };
    document.addEventListener("keydown", focusOnSlash);
    list()?.addEventListener("keydown", moveByArrow);
    return () => {
      document.removeEventListener("keydown", focusOnSlash);
      list()?.removeEventListener("keydown", moveByArrow);
    };
  }, []);

  function filter(text: string) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of list()?.querySelectorAll<HTMLElement>("li[data-words]") ?? []) {
      item.hidden = !words.every((word) => item.dataset.words?.includes(word));
    }
    setFound(words.length > 0 ? links().length : undefined);
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const [first] = links();
    if (event.key === "ArrowDown") {
      event.preventDefault();
      first?.focus();
    }
    if (event.key === "Enter") first?.click();
    if (event.key === "Escape") {
      event.currentTarget.value = "";
      filter("");
    }
  }
  return (
    <search className="grid gap-1.5 [@media(scripting:none)]:hidden">
      <Input
        ref={input}
        type="search"
        aria-label="Search operations"
        aria-controls="operations"
        aria-keyshortcuts="/"
        placeholder="Search operations ( / )"
        onChange={(event) => filter(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <p role="status" className="min-h-5 text-muted-foreground text-xs">
        {found === undefined ? "" : found === 0 ? "No operation matches." : formatCount(found, "operation")}
      </p>
    </search>
  );
}

/** Marks the link of the section at the top of the window, and keeps it in view. */
function markWhatIsRead(): () => void {
  const byId = new Map(links().map((link) => [link.hash.slice(1), link]));
  const shown = new Set<string>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) shown.add(target.id);
        else shown.delete(target.id);
      }
      const current = [...byId.keys()].find((id) => shown.has(id));
      if (current === undefined) return;
      for (const [id, link] of byId) {
        if (id === current) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
      scrollIntoList(byId.get(current));
    },
    { rootMargin: "-80px 0px -60% 0px" },
  );
  for (const id of byId.keys()) {
    const section = document.getElementById(id);
    if (section) observer.observe(section);
  }
  return () => observer.disconnect();
}

/** Not `scrollIntoView`, which would scroll the page too. */
function scrollIntoList(link: HTMLElement | undefined) {
  const box = list();
  if (!box || !link || box.contains(document.activeElement)) return;
  const top = link.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (top < 0 || top > box.clientHeight - 40) box.scrollTop += top - box.clientHeight / 2;
}
