"use client";

import { useEffect } from "react";

/** Scrolls to the part of the page that the URL names. Next.js looks for it while the page's skeleton is shown, and finds nothing. */
export function ScrollToHash() {
  useEffect(() => {
    document.getElementById(window.location.hash.slice(1))?.scrollIntoView();
  }, []);
  return null;
}
