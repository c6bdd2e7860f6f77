import { onScopeDispose, ref, type Ref } from 'vue';
import { readPictureKept } from '../../transport/drafts.ts';

/** An address under which this page can show a picture that the browser keeps; empty until it is read, or if it is lost. */
export function usePictureUrl(kept: number | null): Ref<string> {
  const url = ref('');
  let isGone = false;
  async function read(number: number): Promise<void> {
    const bytes = await readPictureKept(number);
    if (bytes !== undefined && !isGone) url.value = URL.createObjectURL(bytes);
  }
  if (kept !== null) read(kept).catch(() => undefined);
  onScopeDispose(() => {
    isGone = true;
    if (url.value !== '') URL.revokeObjectURL(url.value);
  });
  return url;
}
