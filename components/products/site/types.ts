import type { ReactNode } from "react";

/** A miniature of the product with sample data. It can't be used, so a sentence says what it shows. */
export type Scene = {
  /** What a screen reader says in place of the miniature. */
  alt: string;
  View: () => ReactNode;
};

/** What a product draws on its landing page: `products/<name>/site/index.tsx` exports it as `site`. */
export type ProductSite = {
  /** Beside the promise at the top of the page. */
  hero: Scene;
  /** One for each persona of the copy, in its order. */
  personas: readonly [Scene, Scene, Scene, Scene];
};
