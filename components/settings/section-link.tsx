"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { type SettingsTab, tabPath, tabWith } from "./tabs";

/**
 * Opens the tab of the section that the URL's fragment names: only the browser knows the fragment. On a narrow screen it also
 * scrolls the current tab into view.
 */
export function SectionLink({ current }: { current: SettingsTab }) {
  const router = useRouter();
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const tabs = place.current?.parentElement;
    const tab = tabs?.querySelector<HTMLElement>(`a[href="${tabPath(current)}"]`);
    if (tabs && tab) tabs.scrollLeft = tab.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2;
  }, [current]);
  useEffect(() => {
    const open = () => {
      const section = window.location.hash.slice(1);
      const tab = tabWith(section);
      if (tab && tab !== current) router.replace(`${tabPath(tab)}#${section}`);
    };
    open();
    window.addEventListener("hashchange", open);
    return () => window.removeEventListener("hashchange", open);
  }, [router, current]);
  return <span ref={place} hidden />;
}
