// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/inspect/TierDialogs.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QInputDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "widgets/Theme.h"

namespace prososcope::gui {

using annotation::Id;
using annotation::ParentLink;
using annotation::Tier;
using annotation::Vocabulary;

namespace {

struct TierDialogsWords {
    Q_DECLARE_TR_FUNCTIONS(TierDialogs)
};

constexpr std::size_t kMostInUse = 100;  // different labels; a tier with more is running text

QDialog* makeDialog(QWidget* parent, const char* name, const QString& title) {
    auto* dialog = new QDialog(parent);
    dialog->setObjectName(name);
    dialog->setWindowTitle(title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    return dialog;
}

QDialogButtonBox* addButtons(QDialog* dialog) {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    return buttons;
}

QStringList labelsInUse(const Tier& tier) {
    QStringList labels;
    for (const auto& item : tier.items) {
        const QString label = QString::fromStdString(item.label);
        if (label.isEmpty() || label.contains('\n') || labels.contains(label)) continue;
        labels.append(label);
        if (static_cast<std::size_t>(labels.size()) >= kMostInUse) break;
    }
    std::sort(labels.begin(), labels.end(), [](const QString& a, const QString& b) { return a.localeAwareCompare(b) < 0; });
    return labels;
}

std::shared_ptr<const Vocabulary> vocabularyFrom(const QString& text, const Tier& tier) {
    auto made = std::make_shared<Vocabulary>();
    const auto& before = tier.header.vocabulary;
    made->name = before ? before->name : tier.header.name;
    for (const QString& line : text.split('\n', Qt::SkipEmptyParts)) {
        const std::string label = line.trimmed().toStdString();
        if (label.empty() || made->contains(label)) continue;
        Vocabulary::Entry entry{label, {}};
        if (before) {
            const auto known = std::find_if(before->entries.begin(), before->entries.end(),
                                            [&](const Vocabulary::Entry& one) { return one.label == label; });
            if (known != before->entries.end()) entry = *known;
        }
        made->entries.push_back(std::move(entry));
    }
    if (made->entries.empty()) return nullptr;
    return made;
}

}  // namespace

void askTierName(QWidget* parent, const QString& title, const QString& name, std::function<void(const QString&)> then) {
    auto* dialog = new QInputDialog(parent);
    dialog->setObjectName("tierName");
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(TierDialogsWords::tr("Name of the tier"));
    dialog->setTextValue(name);
    QObject::connect(dialog, &QInputDialog::textValueSelected, parent, std::move(then));
    dialog->open();
}

void askParent(QWidget* parent, const annotation::Annotation& annotation, const Tier& tier,
               std::function<void(std::optional<Id>, ParentLink)> then) {
    auto* dialog = makeDialog(parent, "tierParent", TierDialogsWords::tr("Parent tier"));
    auto* form = new QFormLayout(dialog);
    auto* parents = new QComboBox;
    parents->addItem(TierDialogsWords::tr("None"), QVariant::fromValue<qulonglong>(0));
    const auto below = annotation.descendants(tier.header.id);
    for (const auto& other : annotation.tiers()) {
        const Id id = other->header.id;
        if (id == tier.header.id || !other->isInterval() || std::find(below.begin(), below.end(), id) != below.end()) continue;
        parents->addItem(QString::fromStdString(other->header.name), QVariant::fromValue<qulonglong>(id));
        if (tier.header.parent == id) parents->setCurrentIndex(parents->count() - 1);
    }
    auto* links = new QComboBox;
    links->addItem(TierDialogsWords::tr("Shared boundaries move together"));
    links->addItem(TierDialogsWords::tr("Divides each interval of the parent"));
    links->addItem(TierDialogsWords::tr("One interval for each of the parent's"));
    links->setCurrentIndex(static_cast<int>(tier.header.link));
    form->addRow(TierDialogsWords::tr("Parent"), parents);
    form->addRow(TierDialogsWords::tr("Follows it"), links);
    form->addRow(addButtons(dialog));
    const auto enable = [links, parents] { links->setEnabled(parents->currentIndex() > 0); };
    QObject::connect(parents, &QComboBox::currentIndexChanged, dialog, enable);
    enable();
    QObject::connect(dialog, &QDialog::accepted, parent, [parents, links, then = std::move(then)] {
        const Id id = parents->currentData().toULongLong();
        then(id == 0 ? std::nullopt : std::optional(id), static_cast<ParentLink>(links->currentIndex()));
    });
    dialog->open();
}

void askVocabulary(QWidget* parent, const Tier& tier, std::function<void(std::shared_ptr<const Vocabulary>)> then) {
    auto* dialog = makeDialog(parent, "vocabulary",
                              TierDialogsWords::tr("Vocabulary of %1").arg(QString::fromStdString(tier.header.name)));
    auto* layout = new QVBoxLayout(dialog);
    auto* text = new QLabel(
        TierDialogsWords::tr("One label a line. In the tier the keys 1 to 9 write the first nine and go on to the next "
                             "interval; other labels are marked."));
    text->setWordWrap(true);
    auto* lines = new QPlainTextEdit;
    lines->setAccessibleName(TierDialogsWords::tr("Labels"));
    lines->setTabChangesFocus(true);
    if (tier.header.vocabulary) {
        QStringList labels;
        for (const auto& entry : tier.header.vocabulary->entries) labels.append(QString::fromStdString(entry.label));
        lines->setPlainText(labels.join('\n'));
    }
    auto* used = new QPushButton(TierDialogsWords::tr("Labels in use"));
    auto* emotions = new QPushButton(TierDialogsWords::tr("Emotions"));
    QObject::connect(used, &QPushButton::clicked, lines,
                     [lines, labels = labelsInUse(tier)] { lines->setPlainText(labels.join('\n')); });
    QObject::connect(emotions, &QPushButton::clicked, lines,
                     [lines] { lines->setPlainText(widgets::Theme::emotionOrder().join('\n')); });
    auto* fill = new QHBoxLayout;
    fill->addWidget(used);
    fill->addWidget(emotions);
    fill->addStretch(1);
    layout->addWidget(text);
    layout->addWidget(lines, 1);
    layout->addLayout(fill);
    layout->addWidget(addButtons(dialog));
    dialog->resize(360, 380);
    QObject::connect(dialog, &QDialog::accepted, parent, [lines, held = std::make_shared<Tier>(tier), then = std::move(then)] {
        then(vocabularyFrom(lines->toPlainText(), *held));
    });
    dialog->open();
}

}  // namespace prososcope::gui
