package io.navarch.apiserver.storage.redis;

import io.navarch.schema.GroupResource;

/**
 * A collection's keys in Redis.
 *
 * @param name as announcements spell the collection
 */
record CollectionKeys(String name, String objects, String log, String revision, String written) {

  static CollectionKeys of(GroupResource collection) {
    var group = collection.group().isEmpty() ? "core" : collection.group();
    var name = group + "/" + collection.resource();
    var tag = "{" + name + "}:";
    return new CollectionKeys(
        name, tag + "objects", tag + "log", tag + "revision", tag + "written");
  }

  String[] all() {
    return new String[] {objects, log, revision, written};
  }
}
