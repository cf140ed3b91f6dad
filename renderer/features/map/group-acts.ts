import { type MapGroup, membersOnMap, newGroupId } from '../../canvas/groups.ts';
import { useStore } from '../../store/store.ts';
import type { MapSession } from './map-session.ts';
import { nameAct } from './map-words.ts';

/** A group that is being named. */
export interface GroupForm {
  /** Null: a new one. */
  readonly groupId: string | null;
  readonly name: string;
  readonly memberIds: readonly string[];
  /** Protected records that were selected too: they are members of nothing. */
  readonly leftOut: number;
}

/** What can be done with groups. */
export interface GroupActs {
  /** Asks for a name, and groups these records under it. */
  group(ids: readonly string[]): void;
  rename(ids: readonly string[]): void;
  /** Makes or renames what the form is about. */
  nameGroup(form: GroupForm, name: string): void;
  closeForm(): void;
  /** Takes apart the groups that hold any of these. */
  ungroup(ids: readonly string[]): void;
  /** Closes the groups that hold any of these, or opens them where all are closed. */
  toggleGroups(ids: readonly string[]): void;
  /** The groups that hold any of these records. */
  groupsOf(ids: readonly string[]): readonly MapGroup[];
}

const LEAST_MEMBERS = 2;

const GROUPS = ['group', 'groups'] as const;

/** The acts on the groups of a session's map. Each is saved, and so undone, by its name. */
export function createGroupActs(session: MapSession): GroupActs {
  const { canvas, layout, saver } = session;
  const { model } = canvas;

  function groupsOf(ids: readonly string[]): readonly MapGroup[] {
    const asked = new Set(ids);
    return model.groups.filter(({ memberIds }) => memberIds.some((id) => asked.has(id)));
  }

  function change(groups: readonly MapGroup[], actName: string): void {
    layout.stop();
    model.setGroups(groups);
    saver.save(actName);
  }

  function sayNone(): void {
    useStore.getState().say('No group is selected.');
  }

  return {
    groupsOf,
    group(ids) {
      const { say } = useStore.getState();
      const shown = ids.filter((id) => model.graph.hasNode(id));
      const memberIds = shown.filter((id) => !model.graph.getNodeAttribute(id, 'isProtected'));
      const [held] = groupsOf(memberIds);
      if (held) {
        say(
          `Some of these are in the group ${held.name}. Ungroup it first: a group holds no group.`,
        );
        return;
      }
      if (memberIds.length < LEAST_MEMBERS) {
        say('Select two records or more to group them. Protected people stay outside groups.');
        return;
      }
      session.keep({
        groupForm: {
          groupId: null,
          name: `Group ${model.groups.length + 1}`,
          memberIds,
          leftOut: shown.length - memberIds.length,
        },
      });
    },
    rename(ids) {
      const [group] = groupsOf(ids);
      if (!group) {
        sayNone();
        return;
      }
      const { id, name, memberIds } = group;
      session.keep({ groupForm: { groupId: id, name, memberIds, leftOut: 0 } });
    },
    nameGroup({ groupId, memberIds }, name) {
      session.keep({ groupForm: null });
      if (groupId === null) {
        const group = { id: newGroupId(model.groups), name, memberIds, isClosed: false };
        change([...model.groups, group], nameAct('Group', [name]));
      } else {
        change(
          model.groups.map((group) => (group.id === groupId ? { ...group, name } : group)),
          nameAct('Rename group', [name]),
        );
      }
    },
    closeForm() {
      session.keep({ groupForm: null });
    },
    ungroup(ids) {
      const gone = groupsOf(ids);
      if (gone.length === 0) {
        sayNone();
        return;
      }
      change(
        model.groups.filter((group) => !gone.includes(group)),
        nameAct(
          'Ungroup',
          gone.map(({ name }) => name),
          GROUPS,
        ),
      );
    },
    toggleGroups(ids) {
      const asked = groupsOf(ids);
      const [first] = asked;
      if (!first) {
        sayNone();
        return;
      }
      const isClosed = asked.some((group) => !group.isClosed);
      const words = nameAct(
        `${isClosed ? 'Close' : 'Open'}${asked.length === 1 ? ' group' : ''}`,
        asked.map(({ name }) => name),
        GROUPS,
      );
      change(
        model.groups.map((group) => (asked.includes(group) ? { ...group, isClosed } : group)),
        words,
      );
      canvas.bringIntoView(model.standIn(membersOnMap(first, model.graph)[0] ?? ''));
    },
  };
}
