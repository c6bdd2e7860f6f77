import { computed, ref, shallowRef, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type {
  Binding,
  Comparison,
  Template,
  TemplateRecord,
  TemplateVersion,
  TreeEdit,
  TreeView,
} from '../../../contracts/indicators.ts';
import { useNow } from '../../live/clock.ts';
import { call } from '../../transport/rest.ts';
import { refusalText } from '../../ui/refusal.ts';
import { may } from '../may.ts';
import { useAction } from '../parts/useAction.ts';

const FIRST = 'STD-B';

/** The version of a template that the address names, with all that its page shows, and edits of it while it is a draft. */
export function useLibrary() {
  const route = useRoute();
  const router = useRouter();
  const now = useNow();
  const templates = shallowRef<readonly Template[]>([]);
  const versions = shallowRef<readonly TemplateVersion[]>([]);
  const view = shallowRef<TreeView | null>(null);
  const bindings = shallowRef<readonly Binding[]>([]);
  const records = shallowRef<readonly TemplateRecord[]>([]);
  const comparison = shallowRef<Comparison | null>(null);
  const problem = ref('');
  const savedAt = ref<number | null>(null);

  const code = computed(() => textOf(route.query['template']) ?? FIRST);
  const wantedVersion = computed(() => Number(textOf(route.query['version'])) || null);
  const go = (template: string, version?: number): void =>
    void router.push({ query: { template, ...(version !== undefined && { version }) } });

  async function read(): Promise<void> {
    const asked = code.value;
    try {
      templates.value = (await call('listTemplates', {})).rows;
      const params = { code: asked };
      versions.value = (await call('listVersions', { params })).rows;
      const version = wantedVersion.value ?? currentOf(versions.value);
      if (version === null) return;
      const found = await call('getVersion', { params: { ...params, version } });
      if (asked !== code.value) return;
      view.value = found;
      problem.value = '';
      await readAround(found);
    } catch (error) {
      problem.value = refusalText(error);
    }
  }
  /** Who else has these indicators, what was done about them, and what they were in the version before. */
  async function readAround({ template, version, indicators }: TreeView): Promise<void> {
    const params = { code: template.code };
    const before = beforeOf(versions.value, version);
    const [bound, told, compared] = await Promise.all([
      call('listBindings', { params }),
      call('listTemplateRecords', { params }),
      before === null || indicators.length === 0
        ? null
        : call('compareVersions', { params: { ...params, version: version.version }, query: { before } }),
    ]);
    [bindings.value, records.value, comparison.value] = [bound.rows, told.rows, compared];
  }
  watch([code, wantedVersion], () => {
    savedAt.value = null;
    void read();
  });
  void read();

  const isDraft = computed(() => view.value?.version.state === 'draft');
  const isEditable = computed(() => isDraft.value && may('indicators.manage'));
  const before = computed(() => (view.value === null ? null : beforeOf(versions.value, view.value.version)));

  const editing = useAction(async (edits: readonly TreeEdit[]) => {
    if (view.value === null) return;
    const { template, version } = view.value;
    const params = { code: template.code, version: version.version };
    view.value = await call('editTree', { params, body: { revision: version.revision, edits: [...edits] } });
    savedAt.value = now.value;
    void readAround(view.value).catch(() => undefined);
  });
  return {
    ...{ templates, versions, view, bindings, records, comparison, problem, savedAt, code, go, read },
    ...{ isDraft, isEditable, before, editing },
  };
}
export type Library = ReturnType<typeof useLibrary>;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** What somebody works on, or else what holds. */
const currentOf = (versions: readonly TemplateVersion[]): number | null =>
  (
    versions.find(({ state }) => state === 'draft' || state === 'submitted') ??
    versions.find(({ state }) => state === 'published') ??
    versions[0]
  )?.version ?? null;

/** The version that one is held against: what it was drafted from, or else the one before that was ever published. */
function beforeOf(versions: readonly TemplateVersion[], { version, basedOn }: TemplateVersion): number | null {
  if (basedOn !== null) return basedOn;
  const earlier = versions.filter((one) => one.version < version && one.reviewedAt !== null && one.state !== 'draft');
  return earlier[0]?.version ?? null;
}
