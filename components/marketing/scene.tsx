import "./site.css";
import type { Scene } from "@/components/products/site/types";
import "./site.css";

/** A miniature that takes no focus and no clicks, and a description of it for screen readers. */
export function SceneView({ scene: { alt, View }, className }: { scene: Scene; className?: string }) {
  return (
    <figure className={className}>
      <div aria-hidden inert>
        <View />
      </div>
      <figcaption className="sr-only">{alt}</figcaption>
    </figure>
  );
}
