// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/KeyTable.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QTableView>
#include <QVBoxLayout>

#include "app/gui/KeyCatcher.h"
#include "widgets/Theme.h"

namespace prososcope::gui {

namespace {

constexpr double kMostOfScreen = 0.9;

/// Here every row reads alike, also of actions that cannot run now.
class ReadableModel : public ActionModel {
public:
    using ActionModel::ActionModel;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override {
        return index.isValid() ? Qt::ItemIsSelectable | Qt::ItemIsEnabled : Qt::NoItemFlags;
    }
};

}  // namespace

KeyTable::KeyTable(ActionRegistry* registry, QWidget* parent)
    : QDialog(parent),
      m_registry(registry),
      m_filter(new ActionFilter(new ReadableModel(registry, this), this)),
      m_preset(new QComboBox(this)),
      m_field(new QLineEdit(this)),
      m_table(new QTableView(this)),
      m_catcher(new KeyCatcher(this)),
      m_message(new QLabel(this)) {
    setObjectName(QStringLiteral("keyTable"));
    setWindowTitle(tr("Keys"));
    setModal(false);
    m_field->setPlaceholderText(tr("Search actions and keys"));
    m_field->setAccessibleName(tr("Search actions and keys"));
    m_field->setClearButtonEnabled(true);
    m_preset->setAccessibleName(tr("Keys as in"));
    m_preset->setToolTip(tr("Keys as other programs have them; your own changes stay."));
    for (const KeyScheme::Preset preset : KeyScheme::kPresets) m_preset->addItem(KeyScheme::title(preset));
    m_table->setAccessibleName(tr("Actions and keys"));
    m_table->setModel(m_filter);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(ActionModel::Text, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(ActionModel::Keys, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(ActionModel::Where, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_message->setWordWrap(true);
    m_catcher->hide();

    auto* top = new QHBoxLayout;
    top->addWidget(m_field, 1);
    top->addWidget(m_preset);
    auto* column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    column->addWidget(m_message);
    column->addWidget(m_catcher);
    column->addWidget(makeButtons());

    connect(m_field, &QLineEdit::textChanged, m_filter, &ActionFilter::setWords);
    connect(m_preset, &QComboBox::activated, this, [this](int index) {
        KeyScheme scheme = m_registry->scheme();
        scheme.setPreset(KeyScheme::kPresets[index]);
        m_registry->setScheme(scheme);
        tell({});
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        tell({});
        refresh();
    });
    connect(m_table, &QTableView::activated, this, [this] { startCatching(Catch::Replace); });
    connect(m_catcher, &KeyCatcher::caught, this, &KeyTable::caught);
    connect(m_catcher, &KeyCatcher::givenUp, this, &KeyTable::endCatching);
    connect(m_registry, &ActionRegistry::keysChanged, this, &KeyTable::refresh);
    // Wide enough for the sentences, where the screen is.
    const QSize wanted = QSize(1240, 640) * widgets::Theme::instance().scale();
    resize(wanted.boundedTo(screen()->availableSize() * kMostOfScreen));
    tell({});
    refresh();
    m_field->setFocus();
}

QWidget* KeyTable::makeButtons() {
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins({});
    const auto add = [&](const QString& text, const QString& tip, auto run) {
        auto* button = new QPushButton(text, box);
        button->setToolTip(tip);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, run);
        row->addWidget(button);
        return button;
    };
    m_change = add(tr("Change key"), tr("Give the chosen action the next key that is pressed."),
                   [this] { startCatching(Catch::Replace); });
    m_add = add(tr("Add key"), tr("Give the chosen action one key more."), [this] { startCatching(Catch::Add); });
    m_remove = add(tr("Remove keys"), tr("Leave the chosen action without a key."),
                   [this] { tell(m_registry->changeKeys(selected(), {})); });
    m_restore = add(tr("Restore keys"), tr("Give the chosen action the keys of the preset again."),
                    [this] { tell(m_registry->restoreKeys(selected())); });
    row->addStretch(1);
    m_restoreAll = add(tr("Restore all"), tr("Forget all changes and keep the preset."), [this] {
        KeyScheme scheme = m_registry->scheme();
        scheme.forgetAll();
        m_registry->setScheme(scheme);
        tell({});
    });
    return box;
}

void KeyTable::select(const QString& id) {
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        if (m_filter->index(row, 0).data(ActionModel::kIdRole).toString() == id) {
            m_table->selectRow(row);
            return;
        }
    }
}

QString KeyTable::selected() const {
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : rows.front().data(ActionModel::kIdRole).toString();
}

void KeyTable::refresh() {
    const QString id = selected();
    const ActionSpec* spec = m_registry->spec(id);
    m_change->setEnabled(spec != nullptr);
    m_add->setEnabled(spec != nullptr && !spec->keys.isEmpty());
    m_remove->setEnabled(spec != nullptr && !spec->keys.isEmpty());
    m_restore->setEnabled(spec != nullptr && spec->keys != m_registry->presetKeys(id));
    m_restoreAll->setEnabled(m_registry->scheme().hasChanges());
    for (int i = 0; i < m_preset->count(); ++i) {
        if (KeyScheme::kPresets[i] == m_registry->scheme().preset()) m_preset->setCurrentIndex(i);
    }
}

void KeyTable::startCatching(Catch what) {
    m_catchId = selected();
    const ActionSpec* spec = m_registry->spec(m_catchId);
    if (spec == nullptr) return;
    m_catch = what;
    tell(tr("The new key of \u201c%1\u201d:").arg(ActionRegistry::plainText(*spec)));
    m_catcher->show();
    m_catcher->setFocus();
}

void KeyTable::endCatching() {
    if (m_catch == Catch::None) return;
    m_catch = Catch::None;
    tell({});
    m_table->setFocus();
    m_catcher->hide();
}

void KeyTable::caught(const QKeySequence& key) {
    const ActionSpec* spec = m_registry->spec(m_catchId);
    if (m_catch == Catch::None || spec == nullptr) return;
    QList<QKeySequence> keys = m_catch == Catch::Add ? spec->keys : QList<QKeySequence>();
    if (!keys.contains(key)) keys.append(key);
    const QString refused = m_registry->changeKeys(m_catchId, keys);
    if (refused.isEmpty()) {
        endCatching();
    } else {
        tell(refused);  // and another may be pressed
    }
}

void KeyTable::tell(const QString& sentence) {
    m_message->setText(sentence.isEmpty() ? tr("Enter changes the key of the chosen action.") : sentence);
}

}  // namespace prososcope::gui
