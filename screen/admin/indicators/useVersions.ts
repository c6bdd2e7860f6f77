import { ref, shallowRef, watch } from 'vue';
import { useRoute } from 'vue-router';
import type { Template, TemplateVersion } from '../../../contracts/indicators.ts';
import { call } from '../../transport/rest.ts';
import { refusalText } from '../../ui/refusal.ts';

/** The versions of one template, first of the one that the address names. */
export function useVersions() {
  const named = useRoute().query['template'];
  const templates = shallowRef<readonly Template[]>([]);
  const versions = shallowRef<readonly TemplateVersion[] | null>(null);
  const code = ref(typeof named === 'string' ? named : '');
  const problem = ref('');
  async function read(): Promise<void> {
    try {
      templates.value = (await call('listTemplates', {})).rows;
      if (code.value === '') code.value = templates.value[0]?.code ?? '';
      if (code.value === '') return;
      versions.value = (await call('listVersions', { params: { code: code.value } })).rows;
      problem.value = '';
    } catch (error) {
      problem.value = refusalText(error);
    }
  }
  watch(code, () => void read());
  void read();
  return { templates, versions, code, problem, read };
}
