import { canonicalJson, sha256 } from '../json.ts';
import type { NewTagChange } from '../ports/tag-store.ts';
import { tagKeyText, type Asset, type Tag, type TagKey } from './asset.ts';
import type { TagDefinition } from './tag-definition.ts';

/** Who changes tags, why and when. */
export interface TagAuthor {
  readonly setBy: string;
  readonly reason: string | null;
  readonly at: Date;
}

/** The tags of one asset while they are changed, and what that changed. */
export class ChangingTags {
  readonly asset: Asset;
  readonly #tags: Map<string, Tag>;
  readonly #touched = new Map<string, TagKey>();
  readonly #changes: NewTagChange[] = [];

  constructor(asset: Asset, tags: readonly Tag[]) {
    this.asset = asset;
    this.#tags = new Map(tags.map((tag) => [tagKeyText(tag), tag]));
  }

  all(): readonly Tag[] {
    return [...this.#tags.values()];
  }

  named(name: string): readonly Tag[] {
    return this.all().filter((tag) => tag.name === name);
  }

  /** A value in the place of all others of the name, or where it may have several beside them. */
  set(definition: TagDefinition, value: Tag['value'], author: TagAuthor): void {
    const { name, many, id } = definition;
    const held = this.named(name);
    const same = many ? held.find((tag) => tag.value === value) : undefined;
    const slot = many ? (same ? same.slot : slotOf(value)) : undefined;
    if (!many) for (const tag of held) if (tag.slot !== undefined) this.#take(tag, author);
    const key: TagKey = { assetId: this.asset.id, name, ...(slot === undefined ? {} : { slot }) };
    const old = this.#tags.get(tagKeyText(key));
    const tag = { ...key, value, setBy: author.setBy, reason: author.reason, setAt: author.at, definitionId: id };
    this.#tags.set(tagKeyText(key), tag);
    this.#note(key, old, tag, author);
  }

  /** Takes the values of the name away, or that one alone; nothing where there are none. */
  remove(name: string, value: Tag['value'] | null, author: TagAuthor): void {
    for (const tag of this.named(name)) if (value === null || tag.value === value) this.#take(tag, author);
  }

  /** Makes the tags those again that they once were, each under the definition of then; what is as it was stays untouched. */
  restore(tags: readonly Tag[], author: TagAuthor): void {
    for (const then of tags) {
      const old = this.#tags.get(tagKeyText(then));
      if (old?.value === then.value) continue;
      const { setBy, reason, at: setAt } = author;
      const tag = { ...then, assetId: this.asset.id, setBy, reason, setAt };
      this.#tags.set(tagKeyText(tag), tag);
      this.#note(tag, old, tag, author);
    }
    const wanted = new Set(tags.map(tagKeyText));
    for (const tag of this.all()) if (!wanted.has(tagKeyText(tag))) this.#take(tag, author);
  }

  #take(tag: Tag, author: TagAuthor): void {
    this.#tags.delete(tagKeyText(tag));
    this.#note(tag, tag, undefined, author);
  }

  #note(key: TagKey, old: Tag | undefined, tag: Tag | undefined, { setBy, reason, at }: TagAuthor): void {
    const { assetId, name, slot } = key;
    this.#touched.set(tagKeyText(key), { assetId, name, ...(slot === undefined ? {} : { slot }) });
    this.#changes.push({
      assetId,
      name,
      slot: slot ?? null,
      oldValue: old?.value ?? null,
      newValue: tag?.value ?? null,
      definitionId: tag?.definitionId ?? null,
      changedBy: setBy,
      reason,
      changedAt: at,
    });
  }

  /** In order, each step of it. */
  changes(): readonly NewTagChange[] {
    return this.#changes;
  }

  /** What is to be written: of each tag that was touched, what it is now. */
  writes(): { readonly tags: readonly Tag[]; readonly removed: readonly TagKey[] } {
    const touched = [...this.#touched];
    return {
      tags: touched.flatMap(([text]) => this.#tags.get(text) ?? []),
      removed: touched.flatMap(([text, key]) => (this.#tags.has(text) ? [] : [key])),
    };
  }
}

/** Tells the values of a name apart, with their types. */
function slotOf(value: Tag['value']): string {
  return sha256(canonicalJson(value)).slice(0, 32);
}
