import { ref, shallowRef } from 'vue';
import type { ChangeOrder, ProjectReviews } from '../../../contracts/reviews.ts';
import { call } from '../../transport/rest.ts';
import { refusalText } from '../../ui/refusal.ts';

/** One project's reviews and changes. */
export function useReviews(code: string) {
  const reviews = shallowRef<ProjectReviews | null>(null);
  const orders = shallowRef<readonly ChangeOrder[]>([]);
  const unread = ref('');
  async function read(): Promise<void> {
    try {
      reviews.value = await call('getReviews', { params: { code } });
      orders.value = (await call('listChangeOrders', { params: { code } })).rows;
      unread.value = '';
    } catch (error) {
      unread.value = refusalText(error);
    }
  }
  void read();
  return { reviews, orders, unread, read };
}
