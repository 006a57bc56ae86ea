"use client";

import { useState } from "react";

/** Copies the address, which holds the calculator's state. A browser may refuse, and older ones can't: the address bar has it too. */
export function CopyLink() {
  const [said, setSaid] = useState("");
  async function copy() {
    try {
      await navigator.clipboard.writeText(`${window.location.href.split("#")[0]}#calculator`);
      setSaid("Link copied");
    } catch {
      setSaid("Copy the link from the address bar");
    }
    setTimeout(() => setSaid(""), 4_000);
  }
  return (
    <>
      <button type="button" onClick={copy} className="cta cta-outline">
        Copy link
      </button>
      <span role="status" className="text-muted-foreground text-sm">
        {said}
      </span>
    </>
  );
}
