import type { Migration } from 'kysely';

/** Adds the index with which retention finds objects by age: their order of recording is not always that of their times. */
export const objectsByTime: Migration = {
  async up(db) {
    await db.schema.createIndex('objects_by_time').ifNotExists().on('objects').column('created_at').execute();
  },
};
