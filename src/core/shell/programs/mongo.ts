import { changes, destroys, highest, notKnown, reads } from '../harm.ts';
import type { Assessment } from '../harm.ts';

/** Strings and comments of JavaScript: words in them are data. */
const quoted =
  /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"(?:[^"\\]|\\[^])*(?:"|$)|'(?:[^'\\]|\\[^])*(?:'|$)|`(?:[^`\\]|\\[^])*(?:`|$)/g;

/** Methods and server commands by name; all that fit count. */
const methodRows: readonly [RegExp, Assessment][] = [
  [/^dropDatabase$/, destroys('drops the database: all its data is lost')],
  [/^drop$/, destroys('drops the collection: all its documents are lost')],
  [
    /^(?:deleteMany|deleteOne|remove|findOneAndDelete|findAndRemove|bulkDelete|delete)$/,
    destroys('deletes documents'),
  ],
  [
    /^(?:dropIndex|dropIndexes|dropSearchIndex|hideIndex|unhideIndex)$/,
    changes('drops or hides an index: queries that use it become slow'),
  ],
  [
    /^(?:dropUser|dropRole|dropAllUsersFromDatabase|dropAllRolesFromDatabase|removeUser|dropConnections)$/,
    destroys('drops users or roles: they are cut off'),
  ],
  [/^(?:shutdownServer|shutdown)$/, destroys('shuts the database server down')],
  [/^(?:fsyncLock)$/, destroys('blocks every write until it is unlocked')],
  [/^(?:stepDown|replSetStepDown)$/, changes('the primary steps down: writes fail until another is elected')],
  [/^(?:removeShard|removeShardTag|removeRangeFromZone)$/, destroys('takes a shard out of the cluster')],
  [
    /^(?:killOp|killSessions|killAllSessions|killCursors|killAllSessionsByPattern)$/,
    changes('ends running operations'),
  ],
  [/^(?:insert|insertOne|insertMany|save)$/, changes('adds documents')],
  [
    /^(?:update|updateOne|updateMany|replaceOne|findOneAndUpdate|findOneAndReplace|findAndModify|bulkWrite)$/,
    changes('changes documents: their old values are not kept'),
  ],
  [
    /^(?:createIndex|createIndexes|ensureIndex|reIndex|createCollection|createView|createUser|createRole|convertToCapped|renameCollection|collMod|compact)$/,
    changes('changes a collection, an index or a user'),
  ],
  [
    /^(?:updateUser|updateRole|grantRolesToUser|revokeRolesFromUser|changeUserPassword|grantPrivilegesToRole|setFeatureCompatibilityVersion)$/,
    changes('changes users, roles or the server'),
  ],
  [
    /^(?:fsyncUnlock|fsync|setParameter|setProfilingLevel|setLogLevel|logRotate|setSlaveOk|planCacheClear|clear|resync|flushRouterConfig|profile|setDefaultRWConcern)$/,
    changes('changes a setting of the server'),
  ],
  [
    /^(?:reconfig|initiate|add|addArb|freeze|replSetReconfig|replSetFreeze|syncFrom)$/,
    changes('changes the replica set'),
  ],
  [
    /^(?:enableSharding|shardCollection|moveChunk|moveRange|splitAt|splitFind|addShard|startBalancer|stopBalancer|setBalancerState|enableBalancing|disableBalancing|addShardToZone|updateZoneKeyRange|reshardCollection|movePrimary)$/,
    changes('changes how data is spread over the shards'),
  ],
  [/^(?:load|eval|mapReduce|runScript)$/, notKnown('runs a script that is not known')],
];

/** Calls that only read, with the printing and array methods scripts use on what they read. */
const readers =
  /^(?:find|findOne|aggregate|count|countDocuments|estimatedDocumentCount|distinct|explain|stats|dataSize|storageSize|totalSize|totalIndexSize|getIndexes|indexStats|latencyStats|validate|watch|status|conf|config|isMaster|hello|serverStatus|currentOp|hostInfo|version|buildInfo|getMongo|getDB|getSiblingDB|getCollection|getCollectionNames|getCollectionInfos|listCollections|listDatabases|printReplicationInfo|printSecondaryReplicationInfo|printSlaveReplicationInfo|printShardingStatus|getReplicationInfo|getProfilingStatus|getProfilingLevel|getLogComponents|getBalancerState|isBalancerRunning|getShardDistribution|getUsers|getUser|getRoles|getRole|connectionStatus|getParameter|replSetGetStatus|replSetGetConfig|dbStats|collStats|getLog|getCmdLineOpts|ping|top|adminCommand|runCommand|setReadPref|readPref|allowDiskUse|hint|maxTimeMS|comment|sort|limit|skip|project|batchSize|pretty|toArray|itcount|size|next|hasNext|tojson|tojsononeline|print|printjson|forEach|map|filter|reduce|join|slice|length|keys|values|entries|sum|push|concat|includes|indexOf|toString|toFixed|toISOString|Date|ISODate|ObjectId|NumberLong|NumberInt|UUID|BinData|Object|JSON|stringify|parse|Number|String|parseInt|function|if|for|while|switch|return|in|of|getName|getShardVersion|rs|sh|quit|exit|help|sleep|getLastError|getPlanCache|list|latencyStats|getTimestamp|match|test|split|substring|round|floor|max|min|abs|some|every|find|flatMap|sortBy)$/;

/** What a text for mongosh does. */
export function assessMongo(text: string): Assessment {
  const plain = text.replace(quoted, (found) => (/^\/[/*]/.test(found) ? ' ' : '""'));
  const called = [...plain.matchAll(/\b([A-Za-z_$][\w$]{0,60})\s{0,5}\(/g)].map(([, name = '']) => name);
  const commands = [
    ...plain.matchAll(/(?:runCommand|adminCommand)\s{0,5}\(\s{0,9}\{\s{0,9}([A-Za-z]\w{0,60})/g),
  ].map(([, name = '']) => name);
  const quotedCommands = [
    ...text.matchAll(/(?:runCommand|adminCommand)\s{0,5}\(\s{0,9}\{?\s{0,9}["'](\w{1,60})["']/g),
  ].map(([, name = '']) => name);
  const names = [...called, ...commands, ...quotedCommands];
  const found = names.flatMap((name) =>
    methodRows.filter(([pattern]) => pattern.test(name)).map(([, harm]) => harm),
  );
  if (/\$(?:out|merge)\b/.test(text) && called.includes('aggregate'))
    found.push(changes('writes the result into a collection'));
  if (found.length > 0) return highest(found);
  const strange = names.find((name) => !readers.test(name));
  return strange === undefined ? reads : notKnown(`calls ${strange.slice(0, 60)}: what it does is not known`);
}
